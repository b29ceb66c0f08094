import { expEach, expRoom } from '../linear/exp-log.ts';

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
}

/**
 * Probabilities of raw scores by class, written into `target`. Without a class line of its own a class has the mean one.
 */
export function plattProbabilities(lines: PlattLines, raw: ArrayLike<number>, target: Float64Array): void {
  const count = target.length;
  const room = expRoom(count);
  for (let c = 0; c < count; c++) {
    const { slope, offset } = lines.classes?.[c] ?? lines;
    target[c] = slope * (raw[c] as number) + offset;
    // e^−|z|, so that nothing overflows.
    room[c] = -Math.abs(target[c] as number);
  }
  expEach(count);
  let any = 0;
  for (let c = 0; c < count; c++) {
    const e = room[c] as number;
    const p = (target[c] as number) >= 0 ? 1 / (1 + e) : e / (1 + e);
    target[c] = p;
    any += p - any * p;
  }
  if (lines.anyClass !== true || any === 0) return;
  for (let c = 0; c < count; c++) target[c] = Math.min(1, (target[c] as number) / any);
}
