/** Scores leave the package with 6 decimals; this is the one place that rounds. */
export function roundProbability(p: number): number {
  return Math.round(p * 1e6) / 1e6;
}
