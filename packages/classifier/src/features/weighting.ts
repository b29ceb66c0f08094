import { ln } from '../linear/exp-log.ts';
import { CHARACTER_BIT } from './visit-features.ts';

/** The largest count of a feature in a text. Larger counts would hardly change 1 + ln(count). */
export const MAX_COUNT = 255;

let weights: Float64Array | undefined;

/** Sublinear term frequency, 1 + ln(count). The position in the array is the count, 1…`MAX_COUNT`. */
export function termWeights(): Float64Array {
  weights ??= Float64Array.from({ length: MAX_COUNT + 1 }, (_, count) => 1 + ln(Math.max(1, count)));
  return weights;
}

/** Smoothed inverse document frequency, as in scikit-learn: ln((1 + documents) / (1 + documentFrequency)) + 1. */
export function inverseDocumentFrequency(documents: number, documentFrequency: number): number {
  return ln((1 + documents) / (1 + documentFrequency)) + 1;
}

/**
 * Scales the entries from…to−1, which are those of one text, in place. Each block (words, characters) gets Euclidean length
 * 1; then the character block is multiplied by `characterScale`. One norm over both blocks was 0.7 points worse on AG News.
 * @param keys the keys of these entries: `keys[0]` belongs to entry `from`. Only the bit of the block matters.
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
    // No branch: words and characters follow each other in no order that a processor could predict.
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
