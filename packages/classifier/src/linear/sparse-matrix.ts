/** A matrix as compressed sparse rows. Row i has the entries k with `rowStart[i] ≤ k < rowStart[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 numbers, ascending, from 0 to the number of entries. */
  readonly rowStart: Int32Array;
  /** By entry: its column, 0…columns−1. */
  readonly index: Int32Array;
  /** By entry: its value. */
  readonly value: Float32Array;
}
