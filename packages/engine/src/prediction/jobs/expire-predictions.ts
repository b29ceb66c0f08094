import type { Database, Given } from '../../platform/index.ts';
import * as store from './prediction-store.ts';

const batch = 2000;

/**
 * Erases the jobs that are older than 24 hours, in batches, until none is left or the process stops. Several processes may
 * run it at the same time. Answers how many were erased.
 */
export async function expirePredictions(
  { db, given }: { readonly db: Database; readonly given: Pick<Given, 'clock'> },
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  while (!signal.aborted) {
    const erased = await store.deleteExpired(db, given.clock(), batch);
    total += erased;
    if (erased < batch) break;
  }
  return total;
}
