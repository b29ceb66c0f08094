import type { DenseColumns } from '../linear/dual-problem.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';

/** One row to append: column and value of each entry. */
export interface NewRow {
  readonly index: Int32Array;
  readonly value: Float32Array;
  /** Its dense columns, where there are some. */
  readonly dense: Float32Array | undefined;
}

/** The kept rows of a matrix, in order, and new ones behind them. */
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

/** The same for dense columns. */
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
