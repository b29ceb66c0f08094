import { migrateQueue, migrateTables } from './platform/index.ts';

/**
 * Brings a database to this version's schema, the queue's own included. Several processes may call it at once: the
 * Migrator takes an advisory lock, the queue's migrations step around each other. Nothing is touched when the database
 * was written by a newer Taxon (`platform/database-newer`) or PostgreSQL is too old (`platform/postgres-too-old`).
 */
export async function migrate(connectionString: string): Promise<void> {
  await migrateTables(connectionString);
  await migrateQueue(connectionString);
}
