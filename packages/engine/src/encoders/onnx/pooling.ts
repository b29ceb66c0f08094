/** How the vectors of a text's tokens become one vector. The names are those of sentence-transformers. */
export const poolings = ['mean', 'cls', 'max', 'lasttoken'] as const;
export type Pooling = (typeof poolings)[number];

/**
 * Makes one vector of Euclidean length 1 from tokens × dimension numbers. It is 0 when all of them are 0. `cls` takes the
 * first token. `mean` and `max` take all tokens, the special ones included.
 * @param mask 0 leaves a token out; as long as there are tokens
 */
export function pool(hidden: Float32Array, dimension: number, mask: readonly number[], pooling: Pooling): Float32Array {
  const tokens = mask.flatMap((used, token) => (used === 0 ? [] : [token]));
  const sum = new Float64Array(dimension);
  if (pooling === 'mean') {
    for (const token of tokens) add(sum, hidden, token * dimension, (a, b) => a + b);
  } else if (pooling === 'max') {
    sum.fill(tokens.length === 0 ? 0 : Number.NEGATIVE_INFINITY);
    for (const token of tokens) add(sum, hidden, token * dimension, Math.max);
  } else {
    const token = pooling === 'cls' ? tokens[0] : tokens.at(-1);
    if (token !== undefined) add(sum, hidden, token * dimension, (_, b) => b);
  }
  return unitLength(sum);
}

function add(sum: Float64Array, hidden: Float32Array, from: number, join: (a: number, b: number) => number): void {
  for (let k = 0; k < sum.length; k++) sum[k] = join(sum[k] ?? 0, hidden[from + k] ?? 0);
}

// The result gets the length 1, so the sum of the vectors serves as their mean.
function unitLength(sum: Float64Array): Float32Array {
  let squares = 0;
  for (const value of sum) squares += value * value;
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  return Float32Array.from(sum, (value) => value * factor);
}
