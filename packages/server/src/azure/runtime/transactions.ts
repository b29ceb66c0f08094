/** Azure's metered transactions of a text: one for each started 1,000 text elements, at least 1. */
export function transactionsOf(characters: number): number {
  return Math.max(1, Math.ceil(characters / 1000));
}
