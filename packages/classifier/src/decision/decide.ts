/** Order of classes, best first: by probability, by raw score where rounding made probabilities equal, then by index. */
function byProbability(scores: ArrayLike<number>, raw: ArrayLike<number>): (a: number, b: number) => number {
  return (a, b) => (scores[b] as number) - (scores[a] as number) || (raw[b] as number) - (raw[a] as number) || a - b;
}

/** Index of the best class. */
export function bestOf(scores: ArrayLike<number>, raw: ArrayLike<number>): number {
  // The order of `byProbability`, written out: every text asks.
  let best = 0;
  for (let c = 1; c < scores.length; c++) {
    const more = (scores[c] as number) - (scores[best] as number);
    if (more > 0 || (more === 0 && (raw[c] as number) > (raw[best] as number))) best = c;
  }
  return best;
}

/** The largest of some numbers, −Infinity of none; written out, as every text asks. */
export function largestOf(values: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > largest) largest = values[i] as number;
  return largest;
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
  if (reached.length === 0 && atLeastOne && scores.length > 0) return [bestOf(scores, raw)];
  return reached.sort(byProbability(scores, raw));
}
