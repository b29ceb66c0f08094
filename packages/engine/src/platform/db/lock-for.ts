import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * Waits until no other transaction of the database holds the lock of this name, and holds it until the transaction ends.
 * Use it where no single row can be locked: for a count of rows, or for the first row of a name. A name is written
 * `taxon/<slice>/<what>`. Processes of different program versions share the names, so a name never changes.
 */
export async function lockFor(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}

/** From now on each statement of the transaction gives up when it waits longer than this for a lock (`isLockTimeout`). */
export async function limitLockWait(tx: Tx, milliseconds: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${`${milliseconds}ms`}, true)`.execute(tx);
}
