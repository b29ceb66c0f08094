import { expBuffer, sigmoidEach } from '../linear/exp-log.ts';

/** A line: log odds = slope · score + offset. */
export interface Platt {
  readonly slope: number;
  readonly offset: number;
}

/** A line a class; slope and offset are their mean, which a class without documents has. */
export interface PlattLines extends Platt {
  /** By class index. Absent in files of the first program version: one line for all. */
  readonly classes?: readonly Platt[];
  /**
   * Probabilities are given that the text has a class at all, as every labelled document had:
   * p_c / (1 − Π_k (1 − p_k)), p from the lines. Absent: not.
   */
  readonly anyClass?: boolean;
  /** Single-label: probabilities are divided by their sum, since each text has exactly one class. Absent: not. */
  readonly oneClass?: boolean;
}

/**
 * Probabilities of raw scores by class, written into `target`. Without a class line of its own a class has the mean one.
 */
export function plattProbabilities(lines: PlattLines, raw: ArrayLike<number>, target: Float64Array): void {
  const count = target.length;
  const buffer = expBuffer(count);
  for (let c = 0; c < count; c++) {
    const { slope, offset } = lines.classes?.[c] ?? lines;
    buffer[c] = slope * (raw[c] as number) + offset;
  }
  sigmoidEach(count);
  let any = 0;
  let sum = 0;
  for (let c = 0; c < count; c++) {
    const p = buffer[c] as number;
    target[c] = p;
    any += p - any * p;
    sum += p;
  }
  const whole = lines.oneClass === true ? sum : lines.anyClass === true ? any : 1;
  // All are so small that they are 0: nothing to tell them apart by.
  if (whole === 0) target.fill(lines.oneClass === true ? 1 / count : 0);
  else for (let c = 0; c < count; c++) target[c] = Math.min(1, (target[c] as number) / whole);
}
