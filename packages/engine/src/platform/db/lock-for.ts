import { sql } from 'kysely';
import type { Tx } from './database.ts';

/**
 * Waits until no other transaction of the database holds the lock of this name, and holds it until the transaction ends.
 * For what no single row stands for: a count of rows, or the first row of a name. Names are written
 * `taxon/<slice>/<what>`, and are part of the protocol between processes of different program versions.
 */
export async function lockFor(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
}
