import type { MessagePort } from 'node:worker_threads';
import type { Querier } from '../platform/index.ts';
import type { SharedEncoder } from './encoder-source.ts';
import * as store from './vectors/embedding-store.ts';
import { lendCache } from './vectors/vector-dialogue.ts';

/** An encoder for one task on a thread. */
export interface LentEncoder {
  readonly encoder: SharedEncoder;
  /** To be transferred with the task. */
  readonly ports: readonly MessagePort[];
  /** Runs the task, and takes the loan back when it has ended. Throws what the database threw, if it failed. */
  during<T>(run: () => Promise<T>): Promise<T>;
}

/**
 * Gives a thread an encoder together with the table of vectors, so that a retraining computes only the vectors of new
 * texts. A built-in table goes as it is: it is faster than any cache.
 */
export function lendVectors(db: Querier, clock: () => Date, encoder: SharedEncoder): LentEncoder {
  if (encoder.kind === 'table') return { encoder, ports: [], during: (run) => run() };
  const { port, during } = lendCache(store.vectorsOf(db, encoder.id, clock));
  return { encoder: { ...encoder, vectors: port }, ports: [port], during };
}
