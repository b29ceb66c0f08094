import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Throws the database's error when it takes no writes now. PostgreSQL gives a transaction id only where it takes writes. */
export async function requireWritable(db: Database): Promise<void> {
  await sql`select pg_current_xact_id()`.execute(db);
}
