// Vectors are kept as 16-bit floats, least significant byte first: half the memory and disk. Every vector goes through
// this form, whether it was just computed or comes from the cache, so both give the same scores.

/** Two bytes a number. Relative error up to 2^-11, beside numbers of a vector of length 1. */
export function toHalf(vector: Float32Array): Uint8Array {
  const bytes = new Uint8Array(vector.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of vector.entries()) view.setFloat16(index * 2, value, true);
  return bytes;
}

/** Writes the numbers of `bytes` into `target` from `offset` on. */
export function fromHalf(bytes: Uint8Array, target: Float32Array, offset: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let index = 0; index < bytes.byteLength / 2; index++) target[offset + index] = view.getFloat16(index * 2, true);
}
