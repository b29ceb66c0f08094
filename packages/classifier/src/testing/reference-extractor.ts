import { visitFeatures } from '../features/visit-features.ts';
import { createTokens, tokenize } from '../text/tokenizer.ts';

/** Distinct features of a prepared text with their counts, by the readable way: what the extractor is tested against. */
export function referenceFeatures(prepared: string): [key: number, count: number][] {
  const tokens = createTokens();
  tokenize(prepared, tokens);
  const counts = new Map<number, number>();
  visitFeatures(tokens, (key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  return [...counts];
}
