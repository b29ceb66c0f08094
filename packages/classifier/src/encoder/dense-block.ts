import type { SparseMatrix } from '../linear/sparse-matrix.ts';

/** What turns an encoder's vectors into features: centred on the training texts, length 1, scaled. */
export interface DenseBlock {
  readonly mean: Float32Array;
  readonly scale: number;
}

/** Mean of rows × dimension vectors. */
export function meanVector(vectors: Float32Array, dimension: number): Float32Array {
  const rows = vectors.length / dimension;
  const sum = new Float64Array(dimension);
  for (let i = 0; i < vectors.length; i++) sum[i % dimension] = (sum[i % dimension] as number) + (vectors[i] as number);
  return Float32Array.from(sum, (x) => x / Math.max(1, rows));
}

/** Centres, normalises and scales one vector in place. A zero vector (nothing known) stays zero. */
export function toFeatures(vector: Float32Array, { mean, scale }: DenseBlock): void {
  if (vector.every((x) => x === 0)) return;
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) - (mean[k] as number);
  normalize(vector);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) * scale;
}

/** The matrix with dense columns behind its own; rows whose vector is zero get none. */
export function appendDense(matrix: SparseMatrix, dense: Float32Array, dimension: number): SparseMatrix {
  const { rows, columns } = matrix;
  const rowStart = new Int32Array(rows + 1);
  const entries = matrix.index.length + rows * dimension;
  const index = new Int32Array(entries);
  const value = new Float32Array(entries);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    const from = matrix.rowStart[row] as number;
    const to = matrix.rowStart[row + 1] as number;
    index.set(matrix.index.subarray(from, to), at);
    value.set(matrix.value.subarray(from, to), at);
    at += to - from;
    const base = row * dimension;
    for (let k = 0; k < dimension; k++) {
      if (dense[base + k] === 0) continue;
      index[at] = columns + k;
      value[at++] = dense[base + k] as number;
    }
    rowStart[row + 1] = at;
  }
  return { rows, columns: columns + dimension, rowStart, index: index.subarray(0, at), value: value.subarray(0, at) };
}

/** To Euclidean length 1, in place; a zero vector stays zero. */
export function normalize(vector: Float32Array): void {
  let squares = 0;
  for (let k = 0; k < vector.length; k++) squares += (vector[k] as number) * (vector[k] as number);
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) * factor;
}
