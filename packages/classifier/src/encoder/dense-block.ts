/** How an encoder's vector becomes features: minus `mean`, then to length 1, then times `scale`. */
export interface DenseBlock {
  /** The mean vector of the training texts. */
  readonly mean: Float32Array;
  readonly scale: number;
}

/** The mean of the vectors, which lie one after the other (rows × dimension). */
export function meanVector(vectors: Float32Array, dimension: number): Float32Array {
  const rows = vectors.length / dimension;
  const sum = new Float64Array(dimension);
  for (let i = 0; i < vectors.length; i++) sum[i % dimension] = (sum[i % dimension] as number) + (vectors[i] as number);
  return Float32Array.from(sum, (x) => x / Math.max(1, rows));
}

/** Turns one vector into features, in place. A vector of zeros (the encoder knows nothing of the text) stays as it is. */
export function toFeatures(vector: Float32Array, { mean, scale }: DenseBlock): void {
  if (vector.every((x) => x === 0)) return;
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) - (mean[k] as number);
  normalize(vector);
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) * scale;
}

/** Scales a vector to Euclidean length 1, in place. A vector of zeros stays as it is. */
export function normalize(vector: Float32Array): void {
  let squares = 0;
  for (let k = 0; k < vector.length; k++) squares += (vector[k] as number) * (vector[k] as number);
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let k = 0; k < vector.length; k++) vector[k] = (vector[k] as number) * factor;
}
