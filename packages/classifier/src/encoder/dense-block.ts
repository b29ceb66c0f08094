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

/** To Euclidean length 1, in place; a zero vector stays zero. */
export function normalize(vector: Float32Array): void {
  let squares = 0;
  for (let k = 0; k < vector.length; k++) squares += (vector[k] as number) * (vector[k] as number);
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) * factor;
}
