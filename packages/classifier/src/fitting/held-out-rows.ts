import { CHARACTER_BIT } from '../features/visit-features.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';

/** Values of held-out rows as a model would see them that has never met their texts. */
export interface HeldOutRows {
  /** By row: its values, in a buffer that the next call overwrites; undefined where they are those of the matrix. */
  forFold(heldOut: Int32Array): (row: number) => Float32Array | undefined;
}

/** Squares of a row's words and characters, of all of them and of those that are kept. */
interface Squares {
  readonly all: [number, number];
  readonly kept: [number, number];
}

/**
 * The vocabulary is made of all documents, held-out ones included, so a held-out text brings features that no other text
 * has. A new text has none such: they are unknown there, and its known features have the full length of their block. Left
 * as they are, they take length from what the model knows, and held-out scores are smaller than those of new texts, by a
 * third with 10 examples a class: temperatures came out too low, probabilities too far apart.
 *
 * @param keys of the matrix's columns; columns behind them (the dense block) are kept
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
