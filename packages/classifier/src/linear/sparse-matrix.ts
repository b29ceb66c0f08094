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

/** Squared Euclidean length of each row. */
export function squaredNorms(matrix: SparseMatrix): Float64Array {
  const norms = new Float64Array(matrix.rows);
  for (let row = 0; row < matrix.rows; row++) {
    let sum = 0;
    for (let k = matrix.rowStart[row] as number; k < (matrix.rowStart[row + 1] as number); k++) {
      const x = matrix.value[k] as number;
      sum += x * x;
    }
    norms[row] = sum;
  }
  return norms;
}
