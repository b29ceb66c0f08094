/** Compressed sparse rows: row i holds `index[k]`, `value[k]` for `rowStart[i] ≤ k < rowStart[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Length rows + 1. */
  readonly rowStart: Int32Array;
  /** Column of each entry, 0…columns−1. */
  readonly index: Int32Array;
  readonly value: Float32Array;
}
