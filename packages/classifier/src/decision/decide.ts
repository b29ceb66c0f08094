/**
 * The order of classes, best first: by probability; by raw score where rounding made probabilities equal; then by index.
 */
function byProbability(scores: ArrayLike<number>, raw: ArrayLike<number>): (a: number, b: number) => number {
  return (a, b) => (scores[b] as number) - (scores[a] as number) || (raw[b] as number) - (raw[a] as number) || a - b;
}

/** The index of the best class: the first in the order of `byProbability`. 0 when there are no classes. */
export function bestOf(scores: ArrayLike<number>, raw: ArrayLike<number>): number {
  // The comparison is written out because every text needs it.
  let best = 0;
  for (let c = 1; c < scores.length; c++) {
    const more = (scores[c] as number) - (scores[best] as number);
    if (more > 0 || (more === 0 && (raw[c] as number) > (raw[best] as number))) best = c;
  }
  return best;
}

/** The largest of the numbers; −Infinity when there are none. A plain loop, because every text needs it. */
export function largestOf(values: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > largest) largest = values[i] as number;
  return largest;
}

/**
 * The indices of the classes whose probability reaches their threshold, best first. When no class does: with `atLeastOne` the
 * best class, else none.
 */
export function reaching(
  scores: ArrayLike<number>,
  raw: ArrayLike<number>,
  thresholds: readonly number[],
  atLeastOne: boolean,
): number[] {
  const reached: number[] = [];
  for (let c = 0; c < scores.length; c++) if ((scores[c] as number) >= (thresholds[c] ?? 1)) reached.push(c);
  if (reached.length === 0 && atLeastOne && scores.length > 0) return [bestOf(scores, raw)];
  return reached.sort(byProbability(scores, raw));
}
