import { createKernels, createLayout, type Kernels, reserveMemory } from '../linear/kernels.ts';
import { characterClasses } from '../text/character-class.ts';
import { MAX_PREPARED } from '../text/tokenizer.ts';

/** Finds the distinct features of a text. The result is in a buffer that the next call overwrites. */
export interface Extractor {
  /**
   * Returns the number of distinct features of a prepared text. `features()` then has the key and the count of each, one pair
   * after the other.
   */
  extract(prepared: string): number;
  readonly features: () => Uint32Array;
}

// At most 2 word features and 2 character features for each code unit, and one padded n-gram for each token.
const MOST_FEATURES = 4 * MAX_PREPARED + 8;

function slotsFor(length: number): number {
  let slots = 256;
  while (slots < 8 * length + 16) slots *= 2;
  return slots;
}

/**
 * An extractor with a memory of its own, about 5 MB. A thread needs one. Features come in the order of their first
 * occurrence. visit-features.ts says which features a text has.
 */
export function createExtractor(kernels: Kernels = createKernels()): Extractor {
  const { take, end } = createLayout();
  const classes = take(characterClasses.length);
  const codesAt = take(2 * MAX_PREPARED + 4);
  const tokens = take(16 * MAX_PREPARED + 32);
  const slots = take(8 * slotsFor(MAX_PREPARED));
  const found = take(8 * MOST_FEATURES);
  reserveMemory(kernels, end());
  const { buffer } = kernels.memory;
  new Uint8Array(buffer, classes, characterClasses.length).set(characterClasses);
  const codes = new Uint16Array(buffer, codesAt, MAX_PREPARED);
  const features = new Uint32Array(buffer, found, 2 * MOST_FEATURES);
  kernels.configureExtractor(classes, characterClasses.length, codesAt, tokens, slots, found);
  return {
    extract(prepared) {
      const length = Math.min(prepared.length, MAX_PREPARED);
      for (let i = 0; i < length; i++) codes[i] = prepared.charCodeAt(i);
      return kernels.extractFeatures(length, slotsFor(length) - 1);
    },
    features: () => features,
  };
}
