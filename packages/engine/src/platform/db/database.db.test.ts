import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createEmptyDatabase,
  createTestDatabase,
  databaseUrl,
  type TestDatabase,
} from '@taxon/testkit/database/test-database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../access/index.ts';
import { migrate } from '../../migrate.ts';
import { statuses } from '../../operations/index.ts';
import { projectKinds } from '../../projects/index.ts';
import { operationKinds } from '../../works.ts';
import { createDatabase, type Database, isDatabaseUnavailable } from './database.ts';
import { renderSchemaSnapshot } from './schema-snapshot.ts';

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = createDatabase(test.connectionString, 2);
});
afterAll(async () => {
  await db.destroy();
  await test.drop();
});

describe('the schema', () => {
  it('is the committed snapshot (npm run generated rewrites it)', async () => {
    const committed = await readFile(new URL('../../../schema.snapshot.sql', import.meta.url), 'utf8');
    expect(await renderSchemaSnapshot(test.connectionString)).toBe(committed);
  });

  const lists = [
    ['operation_status', statuses],
    ['prediction_job_status', statuses],
    ['project_kind', projectKinds],
    ['model_kind', projectKinds],
    ['api_key_role', roles],
  ] as const;
  const wordsOf = async (constraint: string) => {
    const { rows } = await sql<{ definition: string }>`
      select pg_get_constraintdef(oid) as definition from pg_constraint where conname = ${constraint}
    `.execute(db);
    return [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'::text/g)].map(([, word]) => word);
  };
  it.each(lists)('knows in %s exactly what the code knows', async (constraint, words) => {
    expect(await wordsOf(constraint)).toEqual([...words]);
  });

  it('knows in operation_kind what the code knows, and one that the first release allowed for and never made', async () => {
    const allowed = new Set<string>([...operationKinds.map(({ kind }) => kind), 'load-snapshot']);
    expect((await wordsOf('operation_kind')).toSorted()).toEqual([...allowed].toSorted());
  });
});

describe('migrate', () => {
  it('may be called again, also by several at once', async () => {
    await Promise.all([1, 2, 3].map(() => migrate(test.connectionString)));
  });

  it('may be called by several at once on an empty database, whatever step the others are at', async () => {
    for (let round = 0; round < 4; round += 1) {
      const empty = await createEmptyDatabase();
      const callers = Array.from({ length: 10 }, async (_, i) => {
        await pause(i * (40 + 20 * round));
        await migrate(empty.connectionString);
      });
      expect(await Promise.allSettled(callers)).toEqual(Array(10).fill({ status: 'fulfilled', value: undefined }));
      await empty.drop();
    }
  }, 60_000);

  it('refuses a database that a newer Taxon wrote, and leaves it alone', async () => {
    await sql`insert into kysely_migration values ('999999-tomorrow', '2030-01-01')`.execute(db);
    await expect(migrate(test.connectionString)).rejects.toMatchObject({
      code: 'platform/database-newer',
      parameters: { migration: '999999-tomorrow' },
    });
    await sql`delete from kysely_migration where name = '999999-tomorrow'`.execute(db);
    await migrate(test.connectionString);
  });
});

describe('a database that cannot work now', () => {
  it('is told from a wrong query', async () => {
    const nobody = createDatabase('postgres://nobody@127.0.0.1:1/none', 1);
    const refused = await sql`select 1`.execute(nobody).catch((error: unknown) => error);
    await nobody.destroy();
    expect(isDatabaseUnavailable(refused)).toBe(true);
    const wrong = await sql`select nonsense`.execute(db).catch((error: unknown) => error);
    expect(isDatabaseUnavailable(wrong)).toBe(false);
  });

  it('is not taken for gone when a file is, only when its socket is', async () => {
    const file = await readFile('/nowhere/at/all').catch((error: unknown) => error);
    expect(isDatabaseUnavailable(file)).toBe(false);
    const nowhere = createDatabase('postgresql://taxon:x@/taxon?host=%2Fnowhere', 1);
    const socket = await sql`select 1`.execute(nowhere).catch((error: unknown) => error);
    expect(socket).toMatchObject({ code: 'ENOENT' });
    expect(isDatabaseUnavailable(socket)).toBe(true);
    await nowhere.destroy();
  });

  it('may have been dropped', async () => {
    const dropped = createDatabase(databaseUrl(test.connectionString, 'dropped'), 1);
    const problem = await sql`select 1`.execute(dropped).catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: '3D000' });
    expect(isDatabaseUnavailable(problem)).toBe(true);
    await dropped.destroy();
  });

  it('is noticed when PostgreSQL ends the connection, and works again after', async () => {
    const broken = await sql`select pg_terminate_backend(pg_backend_pid())`
      .execute(db)
      .catch((error: unknown) => error);
    expect(isDatabaseUnavailable(broken)).toBe(true);
    // The news that the connection is closed may come after the error.
    await expect
      .poll(() =>
        sql`select 1 as one`.execute(db).then(
          ({ rows }) => rows.length,
          () => 0,
        ),
      )
      .toBe(1);
  });

  it('does not end the process when a connection breaks within a transaction', async () => {
    const broken = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await sql`select 1`.execute(tx);
    });
    expect(isDatabaseUnavailable(await broken.catch((error: unknown) => error))).toBe(true);
    await expect(sql`select 1`.execute(db)).resolves.toBeDefined();
  });
});
