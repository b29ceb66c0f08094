import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@taxon/testkit/database/test-database';
import { given } from '@taxon/testkit/given';
import { until } from '@taxon/testkit/until';
import { makeWorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPool } from './runner.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
  const utils = await makeWorkerUtils({ connectionString: database.connectionString });
  await utils.migrate();
  await utils.release();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const addJob = (task: string) => client.query('select graphile_worker.add_job($1)', [task]);

/** From now on writing the end of a job takes a while and fails, as when the database goes away in the middle of it. */
async function breakEnds(): Promise<void> {
  await client.query(`
    create function refuse_end() returns trigger language plpgsql as
      $$ begin perform pg_sleep(0.4); raise exception 'the end cannot be written'; end $$;
    create trigger refuse_end before delete on graphile_worker._private_jobs
      for each row execute function refuse_end();`);
}

const mendEnds = () => client.query('drop function refuse_end cascade');

/** Connections of queue runners: every statement of theirs names the queue's schema. */
async function connections(): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query ~ 'graphile_worker|jobs:insert'`,
  );
  return rows[0]?.count ?? 0;
}

describe('a queue runner that cannot write the ends of two jobs', () => {
  it('is replaced though it never gets to its own end, and its connections are closed', async () => {
    const ran: string[] = [];
    const ended: string[] = [];
    const pool = await startPool({
      connectionString: database.connectionString,
      name: 'test',
      concurrency: 3,
      tasks: {
        first: async () => void ran.push('first'),
        second: async () => {
          // The two ends are written in two statements that are both under way.
          await sleep(100);
          ran.push('second');
        },
        // Still runs when both ends have failed: the runner waits for it before it counts them, and counts one too few.
        long: async () => {
          await sleep(1500);
          throw new Error('as a job whose connection was cut');
        },
        later: async () => void ran.push('later'),
      },
      cron: [],
      log: given().log,
      onPool: () => undefined,
      onPoolEnded: async (poolId) => {
        ended.push(poolId);
        await client.query('select graphile_worker.force_unlock_workers($1)', [[poolId]]);
      },
    });
    try {
      await addJob('later');
      await until(async () => ran.includes('later'));
      // Its end must be written before ends break: otherwise it is delivered again, too.
      await until(async () => (await client.query('select 1 from graphile_worker._private_jobs')).rows.length === 0);
      await breakEnds();
      await addJob('long');
      await addJob('first');
      await addJob('second');
      await until(async () => ran.includes('first') && ran.includes('second'));
      await sleep(1000);
      await mendEnds();
      ran.length = 0;
      await addJob('later');
      await until(async () => ran.length >= 3, 20_000);
      // What could not be ended is delivered again.
      expect(ran.toSorted()).toEqual(['first', 'later', 'second']);
      expect(ended).toHaveLength(1);
      // Only the one that threw waits for its next try.
      await until(async () => (await client.query('select 1 from graphile_worker._private_jobs')).rows.length === 1);
      // Those of the new one; the old ones close once what ran on them has ended.
      await until(async () => (await connections()) <= 5);
    } finally {
      await pool.stop();
    }
    await until(async () => (await connections()) === 0);
  }, 60_000);
});
