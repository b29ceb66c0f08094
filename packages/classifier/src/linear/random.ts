import { mix32 } from '../hashing/hash.ts';

/**
 * A seeded source of pseudo-random unsigned 32-bit numbers: a Weyl sequence, passed through MurmurHash3's finalizer. SplitMix
 * (Steele, Lea, Flood 2014) works in the same way.
 */
export function createRandom(seed: number): () => number {
  let state = mix32(seed);
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix32(state);
  };
}

/** Brings the values into a random order, in place (Fisher–Yates). */
export function shuffle(values: Int32Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random() % (i + 1);
    const kept = values[i] as number;
    values[i] = values[j] as number;
    values[j] = kept;
  }
}
