import { mix32 } from '../hashing/hash.ts';

/** Seeded source of unsigned 32-bit numbers: a Weyl sequence through MurmurHash3's finalizer (as in SplitMix). */
export function createRandom(seed: number): () => number {
  let state = mix32(seed);
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix32(state);
  };
}

/** Fisher–Yates in place. */
export function shuffle(values: Int32Array, random: () => number): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = random() % (i + 1);
    const kept = values[i] as number;
    values[i] = values[j] as number;
    values[j] = kept;
  }
}
