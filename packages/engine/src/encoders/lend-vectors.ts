import type { MessagePort } from 'node:worker_threads';
import type { Querier } from '../platform/index.ts';
import type { SharedTable } from './encoder-source.ts';
import type { UserEncoder } from './onnx/user-encoder.ts';
import { createEmbeddingStore } from './vectors/embedding-store.ts';
import { lendCache } from './vectors/vector-dialogue.ts';

/** An encoder for one task on a thread. */
export interface LentEncoder {
  readonly encoder: SharedTable | UserEncoder;
  /** To be transferred with the task. */
  readonly ports: readonly MessagePort[];
  /** What the database threw while it was asked. */
  readonly failure: { readonly error: unknown } | undefined;
  end(): void;
}

/**
 * Gives a thread the encoder together with the table of vectors, so that a retraining computes only what is new. A
 * built-in table is faster than any cache and goes as it is.
 */
export function lendVectors(db: Querier, clock: () => Date, encoder: SharedTable | UserEncoder): LentEncoder {
  if (encoder.kind === 'table') return { encoder, ports: [], failure: undefined, end: () => undefined };
  const loan = lendCache(createEmbeddingStore(db, encoder.id, clock));
  return {
    encoder: { ...encoder, vectors: loan.port },
    ports: [loan.port],
    get failure() {
      return loan.failure;
    },
    end: loan.end,
  };
}
