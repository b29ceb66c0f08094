import { mix32 } from '../hashing/hash.ts';
import { SYMBOL, UNSPACED } from '../text/character-class.ts';
import { continuesRun, type Tokens } from '../text/tokenizer.ts';

/** Name and version of the feature scheme. A model records it. A program that does not know the scheme refuses the model. */
export const FEATURE_SCHEME = 'word-1-2-char-3-4/1';

/** The lowest bit of a key says its block. 0: words and word pairs. 1: character 3-grams and 4-grams. */
export const CHARACTER_BIT = 1;

const SPACE = 32;

function pairKey(first: number, second: number): number {
  return mix32(Math.imul(first, 0x9e3779b1) ^ ((second << 13) | (second >>> 19))) & ~CHARACTER_BIT;
}

function gram3Key(a: number, b: number, c: number): number {
  return mix32(Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca77) + Math.imul(c, 0xc2b2ae3d)) | CHARACTER_BIT;
}

function gram4Key(a: number, b: number, c: number, d: number): number {
  const first = Math.imul(a, 0x27d4eb2f) + Math.imul(b, 0x165667b1);
  return mix32(first + Math.imul(c, 0xd3a2646d) + Math.imul(d, 0xfd7046c5)) | CHARACTER_BIT;
}

/** Called for every occurrence of a feature, with its unsigned key and its span in the prepared text. */
export type FeatureVisitor = (key: number, start: number, end: number) => void;

function visitCharacters(tokens: Tokens, start: number, end: number, padded: boolean, visit: FeatureVisitor): void {
  const { codes } = tokens;
  const from = padded ? start - 1 : start;
  const to = padded ? end + 1 : end;
  let a = 0;
  let b = 0;
  let c = 0;
  for (let i = from; i < to; i++) {
    const d = i < start || i >= end ? SPACE : (codes[i] as number);
    if (i - from >= 2) visit(gram3Key(b, c, d) >>> 0, i - 2, i + 1);
    if (i - from >= 3) visit(gram4Key(a, b, c, d) >>> 0, i - 3, i + 1);
    a = b;
    b = c;
    c = d;
  }
}

/**
 * Visits every feature of a tokenized text: words, pairs of neighbouring words, and the 3-grams and 4-grams of characters
 * inside each word. A word gets a space on both sides first, as with scikit-learn's `char_wb`; so the span of an n-gram may
 * begin one position before the word or end one after it. In a run of unspaced letters each letter is a word, and the
 * n-grams have no spaces.
 */
export function visitFeatures(tokens: Tokens, visit: FeatureVisitor): void {
  const { count, start, end, kind, hash } = tokens;
  let runStart = 0;
  for (let t = 0; t < count; t++) {
    const from = start[t] as number;
    const to = end[t] as number;
    const one = hash[t] as number;
    visit((one & ~CHARACTER_BIT) >>> 0, from, to);
    if (t > 0) visit(pairKey(hash[t - 1] as number, one) >>> 0, start[t - 1] as number, to);
    if (kind[t] === SYMBOL) continue;
    if (kind[t] !== UNSPACED) visitCharacters(tokens, from, to, true, visit);
    else {
      if (!continuesRun(tokens, t)) runStart = from;
      if (t + 1 === count || !continuesRun(tokens, t + 1)) visitCharacters(tokens, runStart, to, false, visit);
    }
  }
}
