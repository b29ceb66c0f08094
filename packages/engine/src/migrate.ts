import { createDatabase, lockFor, migrateQueue, migrateTables } from './platform/index.ts';

/**
 * Brings a database to this version's schema, the queue's own included. Several processes may call it at once: one does it,
 * the others wait for it. The Migrator has a lock of its own, but looks at the tables before it takes it, and fails when the
 * queue's migration changes them at that moment. Nothing is touched when the database was written by a newer Taxon
 * (`platform/database-newer`) or PostgreSQL is too old (`platform/postgres-too-old`).
 */
export async function migrate(connectionString: string): Promise<void> {
  const db = createDatabase(connectionString, 1);
  try {
    await db.transaction().execute(async (tx) => {
      await lockFor(tx, 'taxon/migrate');
      await migrateTables(connectionString);
      await migrateQueue(connectionString);
    });
  } finally {
    await db.destroy();
  }
}
