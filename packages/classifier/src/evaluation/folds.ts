import { hashString } from '../text/hash.ts';

/**
 * Folds of cross-validation: 3, but 10 below 1,000 documents, where fits cost nothing and two thirds of the documents
 * would say too little about a model of all of them.
 */
export function foldCount(documents: number): number {
  return documents < 1000 ? 10 : 3;
}

// A fixed seed of its own: a document stays in its fold across retrains, whatever seed they use.
const FOLD_SEED = 0x0f01d5;

/** Fold 0…folds−1 of each document, by the hash of its id. */
export function foldsOf(ids: readonly string[], folds: number): Uint8Array {
  return Uint8Array.from(ids, (id) => hashString(id, FOLD_SEED) % folds);
}
