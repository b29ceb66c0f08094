/** Index of the largest value, the lowest one among equals. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let c = 1; c < values.length; c++) if ((values[c] as number) > (values[best] as number)) best = c;
  return best;
}

/**
 * Classes that reach their threshold, best first; the best one when there is none and `atLeastOne`. By probability, since
 * each class has a scale of its own; by raw score where rounding made probabilities equal.
 */
export function reaching(
  scores: ArrayLike<number>,
  raw: ArrayLike<number>,
  thresholds: readonly number[],
  atLeastOne: boolean,
): number[] {
  const better = (a: number, b: number) =>
    (scores[b] as number) - (scores[a] as number) || (raw[b] as number) - (raw[a] as number) || a - b;
  const reached: number[] = [];
  for (let c = 0; c < scores.length; c++) if ((scores[c] as number) >= (thresholds[c] ?? 1)) reached.push(c);
  if (reached.length > 0 || !atLeastOne || scores.length === 0) return reached.sort(better);
  let best = 0;
  for (let c = 1; c < scores.length; c++) if (better(c, best) < 0) best = c;
  return [best];
}
