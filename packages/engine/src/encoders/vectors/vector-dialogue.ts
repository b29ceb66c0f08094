import { type DialoguePort, joinDialogue, type OpenDialogue, openDialogue } from '../../platform/on-threads.ts';

/** Vectors by text hash, as 16-bit floats. */
export type HashedVector = readonly [hash: string, half: Uint8Array];

/** Where vectors outlive a thread. */
export interface VectorCache {
  find(hashes: readonly string[]): Promise<readonly HashedVector[]>;
  keep(vectors: readonly HashedVector[]): Promise<void>;
}

// A thread has no database, so it asks the main side.
type Question = { readonly find: readonly string[] } | { readonly keep: readonly HashedVector[] };

/** A thread's way to a cache of vectors that lies on the main side. */
export type VectorPort = DialoguePort<Question, readonly HashedVector[]>;

/** On the main side: lends a cache to a thread. */
export function lendCache(cache: VectorCache): OpenDialogue<Question, readonly HashedVector[]> {
  return openDialogue({
    answer: async (question: Question) => {
      if ('find' in question) return cache.find(question.find);
      await cache.keep(question.keep);
      return [];
    },
  });
}

/** In the thread: the cache at the other end of the port. */
export function borrowVectors(port: VectorPort): VectorCache {
  const { ask } = joinDialogue(port);
  return { find: (find) => ask({ find }), keep: async (keep) => void (await ask({ keep })) };
}
