import { expBuffer, sigmoidEach } from '../linear/exp-log.ts';

/** A line from raw scores to log odds: slope · score + offset. */
export interface Platt {
  readonly slope: number;
  readonly offset: number;
}

/** A line for each class. `slope` and `offset` are the mean line, which a class without documents has. */
export interface PlattLines extends Platt {
  /** By class index. Absent in files of the first program version: then all classes have the mean line. */
  readonly classes?: readonly Platt[];
  /**
   * True: every labelled document had a class, so probabilities are given under this condition:
   * p_c / (1 − Π_k (1 − p_k)), with p from the lines. Absent: false.
   */
  readonly anyClass?: boolean;
  /** Single-label. True: probabilities are divided by their sum, since each text has exactly one class. Absent: false. */
  readonly oneClass?: boolean;
}

/** Writes the probabilities of raw scores, by class index, into `target`. A class without a line has the mean line. */
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
  // All probabilities are so small that they are 0. Then the classes cannot be told apart.
  if (whole === 0) target.fill(lines.oneClass === true ? 1 / count : 0);
  else for (let c = 0; c < count; c++) target[c] = Math.min(1, (target[c] as number) / whole);
}
