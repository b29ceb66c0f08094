import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { EngineError } from '../errors.ts';
import { createDatabase } from './database.ts';
import type { Tables } from './schema.ts';

const folder = new URL('../../../migrations/', import.meta.url);
/** 15.0, as `server_version_num` counts. */
const oldestPostgres = 150_000;

/** Throws `platform/postgres-too-old`. */
export function requireSupported({ number, version }: { readonly number: number; readonly version: string }): void {
  if (number < oldestPostgres) throw new EngineError('platform/postgres-too-old', { version });
}

/** The SQL files of migrations/ in the order of their names. There is no way back from a migration. */
async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const entries = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(new URL(name, folder), 'utf8');
    return [name.slice(0, -'.sql'.length), { up: async (db) => void (await sql.raw(text).execute(db)) }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function requirePostgres(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ number: number; version: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version
  `.execute(db);
  rows.forEach(requireSupported);
}

async function refuseNewer(db: Kysely<Tables>, known: ReadonlySet<string>): Promise<void> {
  const { rows: tables } = await sql`select 1 where to_regclass('kysely_migration') is not null`.execute(db);
  if (tables.length === 0) return;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.find((row) => !known.has(row.name));
  if (unknown !== undefined) throw new EngineError('platform/database-newer', { migration: unknown.name });
}

/**
 * Brings our own tables to this version's schema. Several processes may call it at once: the Migrator takes an advisory
 * lock. Nothing is touched when the database was written by a newer Taxon (`platform/database-newer`) or PostgreSQL is
 * too old (`platform/postgres-too-old`).
 */
export async function migrateTables(connectionString: string): Promise<void> {
  const db = createDatabase(connectionString, 2);
  try {
    await requirePostgres(db);
    const migrations = await readMigrations();
    await refuseNewer(db, new Set(Object.keys(migrations)));
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await db.destroy();
  }
}
