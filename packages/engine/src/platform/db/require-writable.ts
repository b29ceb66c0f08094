import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Throws what the database answers when it cannot take a write now: PostgreSQL gives a transaction id only to a writer. */
export async function requireWritable(db: Database): Promise<void> {
  await sql`select pg_current_xact_id()`.execute(db);
}
