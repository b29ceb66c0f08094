import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@taxon/testkit/database/test-database';
import { given } from '@taxon/testkit/given';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDatabase,
  createNotifier,
  createProcessRegistry,
  type Database,
  EngineError,
  issue,
  type Notifier,
  type ProcessRegistry,
} from '../../platform/index.ts';
import {
  ClaimLost,
  createOperations,
  type Operation,
  OperationFailure,
  type Operations,
  runClaimed,
} from '../index.ts';

let test: TestDatabase;
let db: Database;
let notifier: Notifier;
let operations: Operations;
let here: ProcessRegistry;
const mine = given();

beforeAll(async () => {
  test = await createTestDatabase();
  db = createDatabase(test.connectionString, 8);
  notifier = createNotifier({ db, listenConnectionString: test.connectionString, log: mine.log });
  operations = createOperations({ db, given: mine, notifier });
  here = createProcessRegistry({ db, id: randomUUID(), notifier, log: mine.log });
  await here.start({ role: 'worker', host: 'h', pid: 1 });
});
afterAll(async () => {
  await here.stop();
  await notifier.close();
  await db.destroy();
  await test.drop();
});

function create(): Promise<Operation> {
  const asked = { kind: 'import', projectName: 'p', actor: 'key:owner', request: { a: 1 } } as const;
  return db.transaction().execute((tx) => operations.create(tx, asked));
}

const statusOf = async ({ id }: Operation) => (await operations.get({ id, kind: 'import' })).status;

describe('a run', () => {
  const context = (signal = new AbortController().signal) => ({ processId: here.id, signal });
  const run = (operation: Operation, work: (signal: AbortSignal) => Promise<void>, signal?: AbortSignal) =>
    runClaimed({ operations, given: mine }, operation.id, context(signal), (_, stop) => work(stop));
  const errorsOf = async ({ id }: Operation) =>
    (await operations.get({ id, kind: 'import' })).errors.map(({ code }) => code);

  it('ends as failed for what the rules refuse, without being delivered again', async () => {
    const one = await create();
    await run(one, () => Promise.reject(new EngineError('class/limit', { limit: 200, count: 201 })));
    expect(await errorsOf(one)).toEqual(['class/limit']);
    const several = await create();
    const issues = [issue('input/missing', { field: 'a' }), issue('input/missing', { field: 'b' })];
    await run(several, () => Promise.reject(new OperationFailure(issues, { rows: 2 })));
    expect(await errorsOf(several)).toEqual(['input/missing', 'input/missing']);
  });

  it('ends as failed for an unforeseen reason, which only the log names', async () => {
    const operation = await create();
    await run(operation, () => Promise.reject(new Error('secret detail')));
    expect(await errorsOf(operation)).toEqual(['operation/internal']);
    const kept = await operations.get({ id: operation.id, kind: 'import' });
    expect(JSON.stringify(kept)).not.toContain('secret detail');
    expect(mine.logged.at(-1)).toMatchObject({ level: 'error', fields: { operationId: operation.id } });
  });

  it('goes back to the queue when the database is away or the process stops', async () => {
    const away = await create();
    const gone = Object.assign(new Error('terminating connection'), { code: '57P01' });
    await expect(run(away, () => Promise.reject(gone))).rejects.toBe(gone);
    expect(await statusOf(away)).toBe('notStarted');
    const stopping = new AbortController();
    const stopped = await create();
    const work = async (signal: AbortSignal) => {
      stopping.abort(new Error('stop'));
      signal.throwIfAborted();
    };
    await expect(run(stopped, work, stopping.signal)).rejects.toThrow('stop');
    expect(await statusOf(stopped)).toBe('notStarted');
  });

  it('goes back to the queue when the database goes away while the end is written', async () => {
    const operation = await create();
    const held = Promise.withResolvers<void>();
    const free = Promise.withResolvers<void>();
    const holding = db.transaction().execute(async (tx) => {
      await held.promise;
      await sql`select 1 from operation where operation.id = ${operation.id} for update`.execute(tx);
      ready.resolve();
      await free.promise;
    });
    const ready = Promise.withResolvers<void>();
    const running = run(operation, async () => {
      held.resolve();
      await ready.promise;
      throw new EngineError('class/limit', { limit: 200, count: 201 });
    });
    const ended = expect(running).rejects.toMatchObject({ code: '57P01' });
    await expect
      .poll(async () => {
        const { rows } = await sql`
          select pg_terminate_backend(activity.pid) from pg_stat_activity activity
          where activity.datname = current_database() and activity.wait_event_type = 'Lock'
        `.execute(db);
        return rows.length;
      })
      .toBe(1);
    free.resolve();
    await holding;
    await ended;
    expect(await statusOf(operation)).toBe('notStarted');
  });

  it('hears of a cancel', async () => {
    const operation = await create();
    const waiting = run(operation, (signal) => new Promise((_, reject) => signal.addEventListener('abort', reject)));
    await expect.poll(() => statusOf(operation)).toBe('running');
    await operations.requestCancel('key:a', operation);
    await waiting;
    expect(await statusOf(operation)).toBe('cancelled');
  });

  it('leaves alone what is somebody else’s, and what has ended', async () => {
    const lost = await create();
    await run(lost, () => Promise.reject(new ClaimLost()));
    expect(await statusOf(lost)).toBe('running');
    const ended = await create();
    await run(ended, () => Promise.reject(new EngineError('class/limit', { limit: 200, count: 201 })));
    await run(ended, () => Promise.reject(new Error('must not run')));
    expect(await errorsOf(ended)).toEqual(['class/limit']);
  });
});
