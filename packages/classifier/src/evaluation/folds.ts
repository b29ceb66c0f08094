import { hashString } from '../text/hash.ts';

export const FOLDS = 3;

// A fixed seed of its own: a document stays in its fold across retrains, whatever seed they use.
const FOLD_SEED = 0x0f01d5;

/** Fold 0…2 of each document, by the hash of its id. */
export function foldsOf(ids: readonly string[]): Uint8Array {
  return Uint8Array.from(ids, (id) => hashString(id, FOLD_SEED) % FOLDS);
}
