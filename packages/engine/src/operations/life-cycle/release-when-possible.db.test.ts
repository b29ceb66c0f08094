import { databaseUrl, withConnection } from '@taxon/testkit/database/test-database';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenOperations, openOperations } from '../../testing/open-operations.ts';
import { defineWork, noMembers, noProgress, succeeded } from '../index.ts';

let open: OpenOperations;
beforeAll(async () => {
  open = await openOperations();
});
afterAll(() => open.close());

const work = defineWork({
  kind: 'import',
  request: Type.Object({}),
  progress: noProgress,
  result: noMembers,
  pool: 'background',
  priority: 0,
  run: async () => succeeded({ result: {} }),
});

/** Runs an act while nobody can connect to the database, which has another name meanwhile. */
async function whileAway(act: () => Promise<void>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(open.db);
  const name = rows[0]?.name ?? '';
  await withConnection(databaseUrl(open.connectionString, 'postgres'), async (client) => {
    await client.query(`alter database ${name} allow_connections false`);
    // A backend that was told to end may live on for a moment, and a database in use cannot be renamed.
    await expect
      .poll(async () => {
        await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
        return client.query(`alter database ${name} rename to ${name}_away`).then(
          () => true,
          () => false,
        );
      })
      .toBe(true);
    try {
      await act();
    } finally {
      await client.query(`alter database ${name}_away rename to ${name}`);
      await client.query(`alter database ${name} allow_connections true`);
    }
  });
}

it('does not go on trying to give a row back when the process stops while the database is away', async () => {
  const asked = { projectName: 'p', actor: 'key:owner', request: {} };
  const operation = await open.db.transaction().execute((tx) => open.operations.request(tx, work, asked));
  const stopping = new AbortController();
  const begun = Promise.withResolvers<void>();
  const away = Promise.withResolvers<void>();
  const context = { processId: open.processId, signal: stopping.signal };
  const running = open.operations.run(work, operation.id, context, async () => {
    begun.resolve();
    await away.promise;
    await sql`select 1`.execute(open.db);
    return succeeded({ result: {} });
  });
  const ended = expect(running).rejects.toMatchObject({ code: '3D000' });
  await begun.promise;
  await whileAway(async () => {
    away.resolve();
    const first = await Promise.race([
      running.catch(() => 'ended'),
      new Promise((go) => setTimeout(go, 1500, 'trying')),
    ]);
    expect(first).toBe('trying');
    const stoppedAt = performance.now();
    stopping.abort(new Error('stop'));
    await ended;
    expect(performance.now() - stoppedAt).toBeLessThan(5000);
  });
  expect((await open.operations.get([work], { id: operation.id })).status).toBe('running');
});
