import { visitFeatures } from '../features/visit-features.ts';
import { createTokens, tokenize } from '../text/tokenizer.ts';

// All calls share it: it has 0.6 MB, and a new one for each text takes longer than the text.
const tokens = createTokens();

/** Distinct features of a prepared text with their counts, in the readable way. The extractor is tested against it. */
export function referenceFeatures(prepared: string): [key: number, count: number][] {
  tokenize(prepared, tokens);
  const counts = new Map<number, number>();
  visitFeatures(tokens, (key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  return [...counts];
}
