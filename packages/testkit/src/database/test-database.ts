import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of its own for one test file, copied from a template that was migrated once. */
export interface TestDatabase {
  readonly connectionString: string;
  readonly name: string;
  /** Drops the database; one whose test failed is kept when TAXON_TEST_KEEP is set, and named. */
  drop(): Promise<void>;
}

/** The admin connection string (database `postgres`) and the template's name come from tests/setup/postgres.ts. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject('postgresTemplate'));
}

/** One in which nobody has migrated anything. */
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

/** The same server, another database. */
export function databaseUrl(admin: string, name: string): string {
  return admin.replace(/^(postgres(?:ql)?:\/\/[^/]*)\/[^?]*/, `$1/${name}`);
}

/** Runs one act on a connection of its own. Template copies are refused while somebody is connected, so nobody stays. */
export async function withConnection<T>(admin: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
