import { ln } from '../linear/exp-log.ts';
import { CHARACTER_BIT } from './visit-features.ts';

/** 1 + ln(count) tells nothing apart above. */
export const MAX_COUNT = 255;

let weights: Float64Array | undefined;

/** Sublinear term frequency, 1 + ln(count), by count 1…`MAX_COUNT`. */
export function termWeights(): Float64Array {
  weights ??= Float64Array.from({ length: MAX_COUNT + 1 }, (_, count) => 1 + ln(Math.max(1, count)));
  return weights;
}

/** Smoothed inverse document frequency, as scikit-learn's: ln((1 + n) / (1 + df)) + 1. */
export function inverseDocumentFrequency(documents: number, documentFrequency: number): number {
  return ln((1 + documents) / (1 + documentFrequency)) + 1;
}

/**
 * Scales the entries of one text in place: each block (words, characters) to Euclidean length 1, then the character
 * block by `characterScale`. A single norm over both blocks measured 0.7 points worse on AG News.
 * @param keys of the entries from…to−1, from 0 on; only the bit of the block counts
 */
export function normalizeBlocks(
  keys: Uint32Array,
  values: Float32Array,
  from: number,
  to: number,
  characterScale: number,
): void {
  let words = 0;
  let characters = 0;
  for (let k = from; k < to; k++) {
    const square = (values[k] as number) * (values[k] as number);
    // Words and characters come in turns that no processor can guess: no branch.
    const isCharacter = (keys[k - from] as number) & CHARACTER_BIT;
    characters += isCharacter * square;
    words += (1 - isCharacter) * square;
  }
  const wordFactor = words > 0 ? 1 / Math.sqrt(words) : 0;
  const characterFactor = characters > 0 ? characterScale / Math.sqrt(characters) : 0;
  for (let k = from; k < to; k++) {
    values[k] = (values[k] as number) * ((keys[k - from] as number) & CHARACTER_BIT ? characterFactor : wordFactor);
  }
}
