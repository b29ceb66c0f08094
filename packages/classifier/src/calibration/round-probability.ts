/** Rounds a probability to 6 decimals. No other place rounds the scores of classes. */
export function roundProbability(p: number): number {
  return Math.round(p * 1e6) / 1e6;
}
