import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { fromHalf } from './half-precision.ts';

/** SHA-256 of a text, the key of its vector. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Vectors by text hash in one thread: those of the texts at hand, and of earlier ones up to a number. */
export interface VectorMemory {
  /** Makes room for a new set of texts; answers the hashes whose vectors are not here, each once. */
  begin(hashes: readonly string[]): readonly string[];
  set(hash: string, half: Uint8Array): void;
  /** Any vector's length in numbers; undefined: none is here. */
  readonly dimension: number | undefined;
  /** texts × dimension. Throws for a text that was not in the last set: a defect of the caller. */
  vectorsOf(texts: readonly string[], dimension: number): Float32Array;
}

/** `kept`: how many vectors of earlier sets stay beside those of the set at hand. */
export function createVectorMemory(kept: number): VectorMemory {
  const earlier = new LRUCache<string, Uint8Array>({ max: kept });
  let vectors = new Map<string, Uint8Array>();
  let dimension: number | undefined;
  return {
    begin(hashes) {
      for (const [hash, vector] of vectors) earlier.set(hash, vector);
      const here = new Map<string, Uint8Array>();
      const missing = new Set<string>();
      for (const hash of hashes) {
        const vector = vectors.get(hash) ?? earlier.get(hash);
        if (vector === undefined) missing.add(hash);
        else here.set(hash, vector);
      }
      vectors = here;
      return [...missing];
    },
    set: (hash, half) => {
      vectors.set(hash, half);
      dimension = half.length / 2;
    },
    get dimension() {
      return dimension;
    },
    vectorsOf(texts, dimension) {
      const all = new Float32Array(texts.length * dimension);
      for (const [row, text] of texts.entries()) {
        const half = vectors.get(hashOf(text));
        if (half === undefined) throw new Error('A vector was asked for that was not prepared.');
        fromHalf(half, all, row * dimension);
      }
      return all;
    },
  };
}
