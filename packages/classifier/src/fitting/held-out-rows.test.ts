import { describe, expect, it } from 'vitest';
import { fitVocabulary } from '../features/fit-vocabulary.ts';
import { createHeldOutRows } from './held-out-rows.ts';

const texts = ['the parcel is late', 'the parcel is here', 'a refund, please', 'the refund is late'];

/** The squared lengths of the words and of the characters of a row. */
function lengths(index: Int32Array, values: Float32Array, keys: Uint32Array): [number, number] {
  const squares: [number, number] = [0, 0];
  for (const [k, x] of values.entries()) squares[((keys[index[k] ?? 0] ?? 0) & 1) as 0 | 1] += x * x;
  return squares;
}

describe('createHeldOutRows', () => {
  const options = { minDocumentFrequency: 1, characterScale: 0.7, maxFeatures: 1e6 };
  const { matrix, vocabulary } = fitVocabulary(texts, options);
  const rowOf = (row: number) => {
    const [from, to] = [matrix.rowStart[row] ?? 0, matrix.rowStart[row + 1] ?? 0];
    return { index: matrix.index.subarray(from, to), values: matrix.value.subarray(from, to) };
  };

  it('leaves out what only held-out texts have and gives the rest its full length', () => {
    const valuesOf = createHeldOutRows(matrix, vocabulary.keys).forFold(Int32Array.from([1, 2]));
    const learned = new Set([...rowOf(0).index, ...rowOf(3).index]);
    for (const row of [1, 2]) {
      const { index, values } = rowOf(row);
      const seen = valuesOf(row) ?? new Float32Array(0);
      expect(seen).toHaveLength(values.length);
      for (const [k, x] of seen.entries()) expect(x !== 0).toBe(learned.has(index[k] ?? -1));
      const [words, characters] = lengths(index, seen, vocabulary.keys);
      expect(words).toBeCloseTo(1, 5);
      expect(characters).toBeCloseTo(0.49, 5);
    }
  });

  it('has nothing to say of rows whose features are all known, nor of columns behind the vocabulary', () => {
    const valuesOf = createHeldOutRows(matrix, vocabulary.keys).forFold(Int32Array.from([]));
    expect(valuesOf(0)).toBeUndefined();
    const dense = createHeldOutRows(matrix, new Uint32Array(0)).forFold(Int32Array.from([0, 1, 2, 3]));
    expect(dense(0)).toBeUndefined();
  });

  it('knows nothing of a text that shares nothing with the others', () => {
    const { matrix: alone, vocabulary: own } = fitVocabulary(['aaaa', 'zzzz'], options);
    const values = createHeldOutRows(alone, own.keys).forFold(Int32Array.from([1]))(1);
    expect(values?.every((x) => x === 0)).toBe(true);
  });
});
