import { CHARACTER_BIT } from '../features/visit-features.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';

/** Gives the values of held-out rows as a model sees them that has never seen their texts. */
export interface HeldOutRows {
  /**
   * Returns a function from a row to its values, one for each entry of the row in the matrix. They are in a buffer that the
   * next call overwrites. Undefined: they are those of the matrix.
   * @param heldOut the rows that the model does not learn
   */
  forFold(heldOut: Int32Array): (row: number) => Float32Array | undefined;
}

/** The sums of squares of a row's words (0) and characters (1): of all its entries, and of those that are kept. */
interface Squares {
  readonly all: [number, number];
  readonly kept: [number, number];
}

/**
 * The vocabulary is made of all documents, the held-out ones too. So a held-out text has features that no other text has. A
 * new text has no such features: the vocabulary does not know them, and the known ones have the full length of their block.
 * If the values stayed as they are, the features of one text alone would take length from those that the model knows, and
 * held-out scores would be smaller than those of new texts: by a third with 10 examples for each class. Temperatures were then
 * too low, and probabilities too extreme.
 *
 * Here the features that no learned row has get 0, and the others are scaled so that each block has its full length again.
 *
 * @param keys the keys of the matrix's columns. Columns after them (the dense block) stay as they are.
 */
export function createHeldOutRows({ rowStart, index, value, columns }: SparseMatrix, keys: Uint32Array): HeldOutRows {
  const frequency = new Int32Array(columns);
  for (let k = 0; k < index.length; k++) {
    const id = index[k] as number;
    frequency[id] = (frequency[id] as number) + 1;
  }
  const learned = new Int32Array(columns);
  let buffer = new Float32Array(1024);

  const isKnown = (id: number) => id >= keys.length || (learned[id] as number) > 0;

  const squaresOf = (from: number, to: number): Squares => {
    const squares: Squares = { all: [0, 0], kept: [0, 0] };
    for (let k = from; k < to; k++) {
      const id = index[k] as number;
      if (id >= keys.length) continue;
      const block = ((keys[id] as number) & CHARACTER_BIT) as 0 | 1;
      const square = (value[k] as number) * (value[k] as number);
      squares.all[block] += square;
      if (isKnown(id)) squares.kept[block] += square;
    }
    return squares;
  };

  const valuesOf = (row: number): Float32Array | undefined => {
    const from = rowStart[row] as number;
    const to = rowStart[row + 1] as number;
    const { all, kept } = squaresOf(from, to);
    if (all[0] === kept[0] && all[1] === kept[1]) return undefined;
    const factor = (block: 0 | 1) => (kept[block] > 0 ? Math.sqrt(all[block] / kept[block]) : 0);
    const factors: [number, number] = [factor(0), factor(1)];
    if (buffer.length < to - from) buffer = new Float32Array(2 * (to - from));
    for (let k = from; k < to; k++) {
      const id = index[k] as number;
      const x = value[k] as number;
      const scaled = id < keys.length ? x * factors[((keys[id] as number) & CHARACTER_BIT) as 0 | 1] : x;
      buffer[k - from] = isKnown(id) ? scaled : 0;
    }
    return buffer.subarray(0, to - from);
  };

  return {
    forFold(heldOut) {
      learned.set(frequency);
      for (const row of heldOut) {
        for (let k = rowStart[row] as number; k < (rowStart[row + 1] as number); k++) {
          const id = index[k] as number;
          learned[id] = (learned[id] as number) - 1;
        }
      }
      return valuesOf;
    },
  };
}
