import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of its own for one test file, copied from a template that was migrated once. */
export interface TestDatabase {
  readonly connectionString: string;
  readonly name: string;
  /** Drops the database. If TAXON_TEST_KEEP is set, it stays, and its name is printed. */
  drop(): Promise<void>;
}

/** The global set-up `postgres.ts` provides the connection string of the administrator and the template's name. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('postgresTemplate'));
}

/** A database without any table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('template0');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const admin = inject('postgresAdmin');
  const name = `taxon_test_${randomBytes(8).toString('hex')}`;
  await withConnection(admin, (client) => client.query(`create database ${name} template ${template}`));
  return {
    connectionString: databaseUrl(admin, name),
    name,
    drop: async () => {
      if (process.env.TAXON_TEST_KEEP !== undefined) {
        console.info(`kept test database ${name}`);
        return;
      }
      await withConnection(admin, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** The connection string of another database on the same server. */
export function databaseUrl(admin: string, name: string): string {
  return admin.replace(/^(postgres(?:ql)?:\/\/[^/]*)\/[^?]*/, `$1/${name}`);
}

/** Runs one act on a connection of its own and closes it. PostgreSQL copies no template that is still connected to. */
export async function withConnection<T>(admin: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
