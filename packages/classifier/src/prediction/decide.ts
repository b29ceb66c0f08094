/** Index of the largest value, the lowest one among equals. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let c = 1; c < values.length; c++) if ((values[c] as number) > (values[best] as number)) best = c;
  return best;
}

/** Classes that reach their threshold, best first; the best one when there is none and `atLeastOne`. */
export function reaching(
  scores: ArrayLike<number>,
  raw: ArrayLike<number>,
  thresholds: readonly number[],
  atLeastOne: boolean,
): number[] {
  const reached: number[] = [];
  for (let c = 0; c < scores.length; c++) if ((scores[c] as number) >= (thresholds[c] ?? 1)) reached.push(c);
  if (reached.length === 0 && atLeastOne && scores.length > 0) return [argmax(raw)];
  return reached.sort((a, b) => (raw[b] as number) - (raw[a] as number) || a - b);
}
