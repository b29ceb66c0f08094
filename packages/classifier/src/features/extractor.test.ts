import { anyCodePoint } from '@taxon/testkit/data/any-code-point';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referenceFeatures } from '../testing/reference-extractor.ts';
import { prepareText } from '../text/prepare.ts';
import { createExtractor } from './extractor.ts';

const extractor = createExtractor();

function featuresOf(prepared: string): [number, number][] {
  const found = extractor.extract(prepared);
  const features = extractor.features();
  return Array.from({ length: found }, (_, k) => [features[2 * k] ?? 0, features[2 * k + 1] ?? 0]);
}

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: anyCodePoint, maxLength: 6 }),
  fc.constantFrom('the', ' ', 'a', '我爱', 'ไทย', 'カナ', '👩\u200d🚀', '\u0301', '£', '\ud83d', 'हिन्दी', '.'),
);

describe('the WebAssembly extractor', () => {
  it('finds what its readable reference finds, in the same order', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { text } = prepareText(pieces.join(''));
        expect(featuresOf(text)).toEqual(referenceFeatures(text));
      }),
      { seed: 31, numRuns: 500 },
    );
  }, 60_000);

  it('gives words, pairs and padded grams their counts', () => {
    // a, b: 2 words, 1 pair ("a b") of 2, 1 pair ("b a"), grams " a " and " b ".
    expect(featuresOf('a b a b').map(([, count]) => count)).toEqual([2, 2, 2, 2, 2, 1]);
    expect(featuresOf('')).toEqual([]);
    expect(featuresOf('abc').length).toBe(1 + 3 + 2);
    expect(featuresOf('我爱北').length).toBe(3 + 2 + 1);
  });

  it('reads the longest text there is', () => {
    const text = Array.from({ length: 10_000 }, (_, i) => String.fromCharCode(97 + (i % 26))).join(' ');
    expect(featuresOf(text)).toEqual(referenceFeatures(text));
    expect(featuresOf('\u{1F600}'.repeat(20_000)).length).toBe(2);
  });
});
