import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@taxon/engine';
import { startPostgres } from '@taxon/postgres';
import type { TestProject } from 'vitest/node';
import { databaseUrl, withConnection } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresAdmin: string;
    postgresTemplate: string;
  }
}

/**
 * One real PostgreSQL for all database tests: DATABASE_URL, else the product's own embedded one in a temporary folder.
 * A template database is migrated once; each test file copies it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = process.env.DATABASE_URL;
  const folder = await mkdtemp(join(tmpdir(), 'taxon-tests-'));
  // For root, PostgreSQL runs as another user. That user must be able to enter the folder. If it cannot, the files go
  // to /var/lib/taxon and stay there.
  await chmod(folder, 0o711);
  const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
  const embedded =
    outside === undefined
      ? await startPostgres({ folder, name: 'taxon', systemFolder: join(folder, 'system'), log: quiet })
      : undefined;
  const admin = embedded?.connectionString('postgres') ?? databaseUrl(outside ?? '', 'postgres');
  const template = `taxon_template_${process.pid}`;
  await withConnection(admin, async (client) => {
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template}`);
  });
  await migrate(databaseUrl(admin, template));
  project.provide('postgresAdmin', admin);
  project.provide('postgresTemplate', template);
  return async () => {
    await withConnection(admin, (client) => client.query(`drop database if exists ${template} with (force)`));
    await embedded?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
