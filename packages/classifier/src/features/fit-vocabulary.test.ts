import { describe, expect, it } from 'vitest';
import { fitVocabulary } from './fit-vocabulary.ts';
import { CHARACTER_BIT } from './visit-features.ts';

const TEXTS = ['red apple', 'red cherry', 'green apple pie', '', 'red'];
const options = { minDocumentFrequency: 1, characterScale: 0.7, maxFeatures: 1e6 };

function blockSizes(keys: Uint32Array): { words: number; characters: number } {
  const characters = keys.filter((key) => key & CHARACTER_BIT).length;
  return { words: keys.length - characters, characters };
}

describe('fitVocabulary', () => {
  it('gives each block its length, and idf as scikit-learn', () => {
    const { vocabulary, matrix, truncated } = fitVocabulary(TEXTS, options);
    expect(truncated).toBe(0);
    expect(blockSizes(vocabulary.keys).words).toBe(5 + 4);
    const red = matrix.index[matrix.rowStart[4] as number] as number;
    expect(vocabulary.idf[red]).toBeCloseTo(Math.log(6 / 4) + 1, 6);
    for (const row of [0, 1, 2, 4]) {
      let [words, characters] = [0, 0];
      for (let k = matrix.rowStart[row] as number; k < (matrix.rowStart[row + 1] as number); k++) {
        const square = (matrix.value[k] as number) ** 2;
        if ((vocabulary.keys[matrix.index[k] as number] as number) & CHARACTER_BIT) characters += square;
        else words += square;
      }
      expect(words).toBeCloseTo(1, 5);
      expect(characters).toBeCloseTo(0.49, 5);
    }
    expect(matrix.rowStart[4]).toBe(matrix.rowStart[3]);
  });

  it('keeps what enough documents have', () => {
    // The words red and apple, and the n-grams of both.
    const { vocabulary } = fitVocabulary(TEXTS, { ...options, minDocumentFrequency: 2 });
    expect(blockSizes(vocabulary.keys)).toEqual({ words: 2, characters: 3 + 2 + 5 + 4 });
  });

  it('drops rare characters first when there are too many features, then rare words', () => {
    expect(blockSizes(fitVocabulary(TEXTS, { ...options, maxFeatures: 20 }).vocabulary.keys)).toEqual({
      words: 9,
      characters: 5,
    });
    expect(blockSizes(fitVocabulary(TEXTS, { ...options, maxFeatures: 3 }).vocabulary.keys)).toEqual({
      words: 2,
      characters: 0,
    });
  });

  it('leaves characters out when there are too many entries, and refuses when words are too many too', () => {
    expect(blockSizes(fitVocabulary(TEXTS, { ...options, maxEntries: 20 }).vocabulary.keys)).toEqual({
      words: 9,
      characters: 0,
    });
    expect(() => fitVocabulary(TEXTS, { ...options, maxEntries: 5 })).toThrow(/exceed 5 entries/);
  });

  it('looks at 30,000 texts from all parts of the order', () => {
    const texts = Array.from({ length: 31_000 }, (_, i) => (i < 30_500 ? 'early' : 'late'));
    const { vocabulary } = fitVocabulary(texts, { ...options, minDocumentFrequency: 2 });
    expect(blockSizes(vocabulary.keys).words).toBe(2);
  }, 60_000);
});
