import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@taxon/testkit/database/test-database';
import { given } from '@taxon/testkit/given';
import { sql } from 'kysely';
import Type from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../db/database.ts';
import { createNotifier, type Notifier } from '../notify/notifier.ts';
import { enqueue } from './enqueue.ts';
import { parsePayload } from './job-definition.ts';
import { createProcessRegistry, type ProcessRegistry } from './process-registry.ts';
import { countLiving } from './process-row.ts';

const job = {
  name: 'probe',
  version: 2,
  payload: Type.Object({ id: Type.String(), added: Type.Optional(Type.Number()) }),
  maxDeliveries: 5,
  priority: 3,
};

let test: TestDatabase;
let db: Database;
let notifier: Notifier;

beforeAll(async () => {
  test = await createTestDatabase();
  db = createDatabase(test.connectionString, 4);
  notifier = createNotifier({ db, listenConnectionString: test.connectionString, log: given().log });
});
afterAll(async () => {
  await notifier.close();
  await db.destroy();
  await test.drop();
});
beforeEach(async () => {
  warned.length = 0;
  await sql`delete from graphile_worker._private_jobs`.execute(db);
  await sql`delete from process`.execute(db);
});

const warned: string[] = [];

function registry(isAlive: (pid: number) => boolean = () => true): ProcessRegistry {
  const log = { ...given().log, warn: (_fields: object, message: string) => void warned.push(message) };
  return createProcessRegistry({ db, id: randomUUID(), notifier, log, isAlive });
}

async function lockJob(pool: string, secondsAgo = 0): Promise<void> {
  await enqueue(db, job, { id: pool });
  await sql`
    update graphile_worker._private_jobs
    set locked_by = ${pool}, locked_at = now() - make_interval(secs => ${secondsAgo})
    where payload->>'id' = ${pool}
  `.execute(db);
}

async function lockers(): Promise<(string | null)[]> {
  const { rows } = await sql<{ locked_by: string | null }>`
    select jobs.locked_by from graphile_worker.jobs as jobs order by 1
  `.execute(db);
  return rows.map((row) => row.locked_by);
}

async function silence(id: string, seconds: number): Promise<void> {
  await sql`update process set renewed_at = now() - make_interval(secs => ${seconds}) where id = ${id}::uuid`.execute(
    db,
  );
}

describe('a job', () => {
  it('is in the queue exactly when its transaction was committed', async () => {
    const broken = db.transaction().execute(async (tx) => {
      await enqueue(tx, job, { id: 'a' });
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await lockers()).toEqual([]);
    await db.transaction().execute((tx) => enqueue(tx, job, { id: 'b' }));
    const { rows } = await sql`
      select jobs.task_identifier as task, jobs.max_attempts, jobs.priority, bodies.payload
      from graphile_worker.jobs as jobs join graphile_worker._private_jobs as bodies on bodies.id = jobs.id
    `.execute(db);
    expect(rows).toEqual([{ task: 'probe', max_attempts: 5, priority: 3, payload: { id: 'b', version: 2 } }]);
  });

  it('carries what its definition says, and nothing newer', () => {
    expect(parsePayload(job, { id: 'x', version: 1 })).toEqual({ id: 'x' });
    expect(() => parsePayload(job, { id: 'x', version: 3 })).toThrow('version 3');
    expect(() => parsePayload(job, { id: 5, version: 2 })).toThrow('/id');
    expect(() => parsePayload(job, { id: 'x' })).toThrow('no version');
    expect(() => parsePayload(job, null)).toThrow('no version');
  });
});

describe('a process that is silent for 8 seconds', () => {
  it('loses its locks and what it held, all in one go', async () => {
    const [gone, sweeper] = [registry(), registry()];
    await gone.start({ role: 'worker', host: 'h', pid: 1 });
    await gone.usePool('pool-a');
    await gone.usePool('pool-b');
    await lockJob('pool-a');
    await lockJob('pool-b');
    await silence(gone.id, 20);
    const released: string[][] = [];
    sweeper.onGone(async (_tx, ids) => {
      released.push([...ids]);
      return [];
    });
    expect(await sweeper.sweep()).toBe(1);
    expect(released).toEqual([[gone.id]]);
    expect(await lockers()).toEqual([null, null]);
    expect(await sweeper.sweep()).toBe(0);
    await gone.stop();
  });

  it('keeps everything when giving back fails', async () => {
    const [gone, sweeper] = [registry(), registry()];
    await gone.start({ role: 'worker', host: 'h', pid: 1 });
    await gone.usePool('pool-a');
    await lockJob('pool-a');
    await silence(gone.id, 20);
    sweeper.onGone(() => Promise.reject(new Error('no')));
    await expect(sweeper.sweep()).rejects.toThrow('no');
    expect(await lockers()).toEqual(['pool-a']);
    await gone.stop();
  });

  it('is swept by one process only', async () => {
    const gone = registry();
    await gone.start({ role: 'worker', host: 'h', pid: 1 });
    await silence(gone.id, 20);
    const sweeps = await Promise.all(Array.from({ length: 5 }, () => registry().sweep()));
    expect(sweeps.reduce((sum, one) => sum + one, 0)).toBe(1);
    await gone.stop();
  });
});

describe('a process that renews', () => {
  it('is left alone', async () => {
    const [living, sweeper] = [registry(), registry()];
    await living.start({ role: 'worker', host: 'h', pid: 1 });
    await living.usePool('pool-a');
    await lockJob('pool-a', 3600);
    await sweeper.start({ role: 'worker', host: 'h', pid: 2 });
    expect(await lockers()).toEqual(['pool-a']);
    await Promise.all([living.stop(), sweeper.stop()]);
  });

  it('gives back what it still holds when it stops', async () => {
    const one = registry();
    await one.start({ role: 'worker', host: 'h', pid: 1 });
    await one.usePool('pool-a');
    await lockJob('pool-a');
    await one.stop();
    expect(await lockers()).toEqual([null]);
    expect(await db.selectFrom('process').selectAll().execute()).toEqual([]);
  });

  it('sweeps nobody right after all were silent, as when the database was away or the machine asleep', async () => {
    const all = [registry(), registry(), registry()];
    for (const [pid, one] of all.entries()) {
      await one.start({ role: 'worker', host: 'h', pid });
      await one.usePool(`pool-${pid}`);
      await lockJob(`pool-${pid}`);
      // Their renewals are apart: the first one finds the others still silent.
      await sleep(300);
    }
    await lockJob('pool-gone');
    const values = { id: randomUUID(), pool_ids: ['pool-gone'], role: 'worker', host: 'h', pid: 9 };
    await db
      .insertInto('process')
      .values({ ...values, started_at: new Date(), renewed_at: new Date() })
      .execute();
    await sql`update process set renewed_at = now() - interval '20 seconds'`.execute(db);
    const isThere = async () =>
      (await db.selectFrom('process').selectAll().where('process.id', '=', values.id).execute()).length;
    // Who is really gone is swept a renewal later.
    await expect.poll(isThere, { timeout: 8000 }).toBe(0);
    expect(await lockers()).toEqual(['pool-0', 'pool-1', 'pool-2', null]);
    expect(warned.filter((message) => message.includes('taken for gone'))).toEqual([]);
    await Promise.all(all.map((one) => one.stop()));
  });

  it('registers again when it was only asleep', async () => {
    const [sleeper, sweeper] = [registry(), registry()];
    await sleeper.start({ role: 'worker', host: 'h', pid: 1 });
    await silence(sleeper.id, 20);
    await sweeper.sweep();
    const there = () => db.selectFrom('process').selectAll().where('process.id', '=', sleeper.id).execute();
    expect(await there()).toEqual([]);
    await expect.poll(async () => (await there()).length, { timeout: 5000 }).toBe(1);
    await sleeper.stop();
  });
});

describe('metrics', () => {
  const identity = { role: 'worker', host: 'h', pid: 1 };
  const jobs = (value: number) => [
    { name: 'jobs_total', help: 'Jobs.', type: 'counter', values: [{ value, labels: { task: 'train' } }] },
  ];

  it('of a process are seen by the others, and never older than it has shown them itself', async () => {
    const [worker, server] = [registry(), registry()];
    let done = 3;
    worker.measureWith(() => jobs(done));
    await worker.start(identity);
    await server.start({ role: 'server', host: 'h', pid: 2 });
    expect(await server.exchangeMetrics([])).toEqual([{ ...identity, families: jobs(3) }]);
    expect(await worker.exchangeMetrics(await worker.measure())).toMatchObject([{ role: 'server', families: [] }]);
    done = 4;
    await expect.poll(() => server.exchangeMetrics([]), { timeout: 5000 }).toMatchObject([{ families: jobs(4) }]);
    // What it has shown itself, the next one to be asked shows too.
    await worker.exchangeMetrics(jobs(5));
    expect(await server.exchangeMetrics([])).toMatchObject([{ families: jobs(5) }]);
    await Promise.all([worker.stop(), server.stop()]);
    expect(await db.selectFrom('process_metrics').selectAll().execute()).toEqual([]);
  });

  it('hold no value that is no number, and are none of a process that is silent or without a row', async () => {
    const [worker, nobody] = [registry(), registry()];
    worker.measureWith(() => jobs(1));
    worker.measureWith(async () => jobs(Number.NaN));
    await worker.start(identity);
    expect(await nobody.exchangeMetrics(jobs(1))).toMatchObject([
      { families: [{ values: [{ value: 1 }] }, { values: [] }] },
    ]);
    expect(await worker.exchangeMetrics([])).toEqual([]);
    await silence(worker.id, 9);
    expect(await nobody.exchangeMetrics([])).toEqual([]);
    await worker.stop();
  });

  it('tell which processes live', async () => {
    const all = [registry(), registry(), registry()];
    await Promise.all(all.map((one, pid) => one.start({ ...identity, role: pid === 0 ? 'server' : 'worker', pid })));
    expect(await countLiving(db)).toEqual(
      new Map([
        ['server', 1],
        ['worker', 2],
      ]),
    );
    await silence(all[1]?.id ?? '', 9);
    await silence(all[2]?.id ?? '', 9);
    expect(await countLiving(db)).toEqual(new Map([['server', 1]]));
    await Promise.all(all.map((one) => one.stop()));
  });
});

describe('the start of serve', () => {
  const identity = { role: 'serve', host: 'h', dataDirectory: '/data' };

  it('sweeps predecessors of its data folder at once when they are gone', async () => {
    const [before, elsewhere] = [registry(), registry()];
    await before.start({ ...identity, pid: 1001 });
    await before.usePool('pool-before');
    await elsewhere.start({ ...identity, dataDirectory: '/other', pid: 1002 });
    await lockJob('pool-before');
    const now = registry((pid) => pid !== 1001 && pid !== 1002);
    await now.start({ ...identity, pid: 1003 });
    expect(await lockers()).toEqual([null]);
    const left = await db.selectFrom('process').select('process.id').execute();
    expect(left.map(({ id }) => id).sort()).toEqual([elsewhere.id, now.id].sort());
    await Promise.all([before, elsewhere, now].map((one) => one.stop()));
  });

  it('takes a predecessor with its own process number for gone, and leaves one that lives', async () => {
    const [same, living] = [registry(), registry()];
    await same.start({ ...identity, pid: 7 });
    await living.start({ ...identity, pid: 8 });
    const now = registry(() => true);
    await now.start({ ...identity, pid: 7 });
    const left = await db.selectFrom('process').select('process.id').execute();
    expect(left.map(({ id }) => id).sort()).toEqual([living.id, now.id].sort());
    await Promise.all([same, living, now].map((one) => one.stop()));
  });

  it('frees locks of a pool that nobody registered, once they are old', async () => {
    await lockJob('pool-young', 1);
    await lockJob('pool-old', 60);
    const now = registry();
    await now.start({ ...identity, pid: 9 });
    expect(await lockers()).toEqual(['pool-young', null]);
    await now.stop();
  });
});
