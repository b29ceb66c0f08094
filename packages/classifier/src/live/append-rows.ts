import type { DenseColumns } from '../linear/dual-problem.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';

/** A row to append. */
export interface NewRow {
  /** By entry: its column. */
  readonly index: Int32Array;
  /** By entry: its value. */
  readonly value: Float32Array;
  /** The dense columns of the row, if the matrix has any. */
  readonly dense: Float32Array | undefined;
}

/** A new matrix: the kept rows of the given one in their order, then the added rows. */
export function rebuildRows(matrix: SparseMatrix, kept: readonly number[], added: readonly NewRow[]): SparseMatrix {
  const lengthOf = (row: number) => (matrix.rowStart[row + 1] as number) - (matrix.rowStart[row] as number);
  const rows = kept.length + added.length;
  const entries =
    kept.reduce((sum, row) => sum + lengthOf(row), 0) + added.reduce((sum, { index }) => sum + index.length, 0);
  const rowStart = new Int32Array(rows + 1);
  const index = new Int32Array(entries);
  const value = new Float32Array(entries);
  let at = 0;
  let row = 0;
  const append = (indices: Int32Array, values: Float32Array) => {
    index.set(indices, at);
    value.set(values, at);
    at += indices.length;
    rowStart[++row] = at;
  };
  for (const old of kept) {
    const from = matrix.rowStart[old] as number;
    const to = matrix.rowStart[old + 1] as number;
    append(matrix.index.subarray(from, to), matrix.value.subarray(from, to));
  }
  for (const { index: indices, value: values } of added) append(indices, values);
  return { rows, columns: matrix.columns, rowStart, index, value };
}

/** Does with dense columns what `rebuildRows` does with sparse rows. */
export function rebuildDense(
  { dimension, values }: DenseColumns,
  kept: readonly number[],
  added: readonly NewRow[],
): DenseColumns {
  const rebuilt = new Float32Array((kept.length + added.length) * dimension);
  for (const [row, old] of kept.entries()) {
    rebuilt.set(values.subarray(old * dimension, (old + 1) * dimension), row * dimension);
  }
  for (const [i, { dense }] of added.entries()) rebuilt.set(dense ?? [], (kept.length + i) * dimension);
  return { dimension, values: rebuilt };
}
