import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@taxon/testkit/database/test-database';
import { given } from '@taxon/testkit/given';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDatabase,
  createNotifier,
  createProcessRegistry,
  type Database,
  issue,
  type Notifier,
  type ProcessRegistry,
} from '../platform/index.ts';
import {
  createOperations,
  type NewOperation,
  type Operation,
  type Operations,
  statuses,
  transitions,
} from './index.ts';
import { moveStatus } from './life-cycle/move-status.ts';

let test: TestDatabase;
let db: Database;
let notifier: Notifier;
let operations: Operations;
let here: ProcessRegistry;
let now = new Date('2026-01-01T00:00:00Z');
const mine = given({ clock: () => now });

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

function create(change: Partial<NewOperation> = {}): Promise<Operation> {
  const base: NewOperation = { kind: 'import', projectName: 'p', actor: 'key:owner', request: { a: 1 } };
  return db.transaction().execute((tx) => operations.create(tx, { ...base, ...change }));
}

const statusOf = async ({ id }: Operation) => (await operations.get({ id, kind: 'import' })).status;

async function claimed(operation: Operation, processId = here.id) {
  const result = await operations.claim(operation.id, processId);
  if (result === undefined) throw new Error('not claimed');
  return result.claim;
}

const succeed = (claim: Awaited<ReturnType<typeof claimed>>, result: object = {}) =>
  db.transaction().execute((tx) => operations.succeed(tx, claim, result));

describe('an operation', () => {
  it('is created as asked, found by project, kind and subject, and kept for seven days', async () => {
    const operation = await create({ kind: 'train', subject: 'm', projectName: 'kept' });
    expect(operation).toMatchObject({ status: 'notStarted', attempt: 0, request: { a: 1 }, errors: [], warnings: [] });
    expect(operation.expiresAt.getTime() - operation.createdAt.getTime()).toBe(7 * 86_400_000);
    const { id } = operation;
    expect((await operations.get({ id, projectName: 'kept', kind: ['import', 'train'], subject: 'm' })).id).toBe(id);
    const wrong = [
      { id, kind: 'import' as const },
      { id, kind: 'train' as const, projectName: 'other' },
      { id, kind: 'train' as const, subject: 'n' },
      { id: randomUUID(), kind: 'train' as const },
      { id: 'no uuid', kind: 'train' as const },
    ];
    for (const where of wrong)
      await expect(operations.get(where)).rejects.toMatchObject({ code: 'operation/not-found' });
  });

  it('is listed newest first, page by page', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      now = new Date(now.getTime() + 1000);
      ids.unshift((await create({ projectName: 'listed' })).id);
    }
    const list = (skip: number, top: number) => operations.list({ projectName: 'listed', kind: 'import', skip, top });
    expect((await list(0, 10)).map(({ id }) => id)).toEqual(ids);
    expect((await list(1, 1)).map(({ id }) => id)).toEqual([ids[1]]);
    now = new Date(now.getTime() + 1000);
    const other = await create({ projectName: 'listed', kind: 'import-rows' });
    const all = await operations.list({ projectName: 'listed', skip: 0, top: 10 });
    expect(all.map(({ id }) => id)).toEqual([other.id, ...ids]);
    expect((await list(0, 10)).map(({ id }) => id)).toEqual(ids);
  });

  it('goes through its life, every move remembered', async () => {
    const operation = await create();
    const claim = await claimed(operation);
    expect(await operations.progress(claim, { percent: 50 })).toBe(true);
    expect(await succeed(claim, { done: 1 })).toBe(true);
    expect(await operations.get({ id: operation.id, kind: 'import' })).toMatchObject({
      status: 'succeeded',
      attempt: 1,
      result: { done: 1 },
      progress: { percent: 50 },
      finishedAt: now,
    });
    const history = await operations.history(operation.id);
    expect(history.map(({ from, to }) => [from, to])).toEqual([
      [undefined, 'notStarted'],
      ['notStarted', 'running'],
      ['running', 'succeeded'],
    ]);
  });

  it('may be done at once within one transaction', async () => {
    const base: NewOperation = { kind: 'deploy', projectName: 'p', actor: 'key:owner', request: {} };
    const done = await db.transaction().execute((tx) => operations.createDone(tx, base, { deployed: true }));
    expect(done).toMatchObject({ status: 'succeeded', result: { deployed: true }, startedAt: now, finishedAt: now });
  });
});

describe('the mover', () => {
  it('refuses what the table of transitions does not have', async () => {
    const operation = await create();
    for (const from of statuses) {
      for (const to of statuses) {
        if ((transitions[from] as readonly string[]).includes(to)) continue;
        const move = moveStatus(db, { id: operation.id, from: [from], to, actor: 'a', now });
        await expect(move).rejects.toThrow(`cannot move from ${from} to ${to}`);
      }
    }
  });

  it('lets one of many claims win', async () => {
    const operation = await create();
    const ids = Array.from({ length: 12 }, () => randomUUID());
    for (const id of ids) {
      const values = { id, pool_ids: [], role: 'w', host: 'h', pid: 1, started_at: new Date(), renewed_at: new Date() };
      await db.insertInto('process').values(values).execute();
    }
    const results = await Promise.all(ids.map((id) => operations.claim(operation.id, id)));
    expect(results.filter((result) => result !== undefined)).toHaveLength(1);
    expect((await operations.history(operation.id)).filter(({ to }) => to === 'running')).toHaveLength(1);
    await db.deleteFrom('process').where('process.id', 'in', ids).execute();
  });
});

describe('an interrupted operation', () => {
  it('is taken up again, and the older attempt cannot write any more', async () => {
    const operation = await create();
    const asleep = await claimed(operation);
    const ended = await db.transaction().execute((tx) => operations.releaseOf(tx, [here.id]));
    expect(ended).toEqual([]);
    const again = await claimed(operation);
    expect(again.attempt).toBe(2);
    expect(await succeed(asleep)).toBe(false);
    expect(await operations.progress(asleep, {})).toBe(false);
    expect(await operations.fail(asleep, [])).toBe(false);
    expect(await operations.finishCancelled(asleep)).toBe(false);
    expect(await operations.holds(asleep)).toBe(false);
    expect(await succeed(again)).toBe(true);
  });

  it('is taken up by the next delivery also where the sweep has not been yet', async () => {
    const operation = await create();
    await claimed(operation, randomUUID());
    expect((await claimed(operation)).attempt).toBe(2);
  });

  it('is left alone while its process lives', async () => {
    const operation = await create();
    await claimed(operation);
    expect(await operations.claim(operation.id, randomUUID())).toBeUndefined();
    expect(await statusOf(operation)).toBe('running');
  });

  it('fails after the third attempt', async () => {
    const operation = await create();
    for (const attempt of [1, 2, 3]) expect((await claimed(operation, randomUUID())).attempt).toBe(attempt);
    expect(await operations.claim(operation.id, here.id)).toBeUndefined();
    expect(await operations.get({ id: operation.id, kind: 'import' })).toMatchObject({
      status: 'failed',
      errors: [issue('operation/attempts-exhausted', { attempts: 3 })],
    });
  });

  it('fails in the sweep when it was the third attempt, and is cancelled when that was asked for', async () => {
    const [third, stopped] = [await create(), await create()];
    for (let i = 0; i < 2; i += 1) await claimed(third, randomUUID());
    const gone = randomUUID();
    await claimed(third, gone);
    await claimed(stopped, gone);
    await operations.requestCancel('key:owner', stopped);
    const ended = await db.transaction().execute((tx) => operations.releaseOf(tx, [gone]));
    expect([...ended].sort()).toEqual([third.id, stopped.id].sort());
    expect([await statusOf(third), await statusOf(stopped)]).toEqual(['failed', 'cancelled']);
  });

  it('does not count a hand-over at a stop as an attempt', async () => {
    const operation = await create();
    for (let i = 0; i < 5; i += 1) await operations.release(await claimed(operation), 'handedBack');
    expect((await claimed(operation)).attempt).toBe(1);
  });
});

describe('a cancel', () => {
  it('ends what waits at once, and asks what runs', async () => {
    const waiting = await create();
    expect((await operations.requestCancel('key:a', waiting)).status).toBe('cancelled');
    const running = await create();
    const claim = await claimed(running);
    expect((await operations.requestCancel('key:a', running)).status).toBe('cancelling');
    expect((await operations.requestCancel('key:a', running)).status).toBe('cancelling');
    expect(await operations.isCancelRequested(claim)).toBe(true);
    expect(await operations.progress(claim, {})).toBe(false);
    expect(await operations.finishCancelled(claim)).toBe(true);
    expect(await statusOf(running)).toBe('cancelled');
    await expect(operations.requestCancel('key:a', running)).rejects.toMatchObject({
      code: 'operation/not-cancellable',
      parameters: { status: 'cancelled' },
    });
  });

  it('loses against an end that came first', async () => {
    const operation = await create();
    const claim = await claimed(operation);
    await operations.requestCancel('key:a', operation);
    expect(await succeed(claim)).toBe(true);
    expect(await statusOf(operation)).toBe('succeeded');
  });
});

describe('a wait', () => {
  it('ends with the operation', async () => {
    const operation = await create();
    const waiting = operations.waitUntilFinal(operation.id, 10_000);
    const claim = await claimed(operation);
    await operations.fail(claim, [issue('operation/internal', { operationId: operation.id })]);
    expect((await waiting)?.status).toBe('failed');
  });
});

describe('expiry', () => {
  it('erases what has ended and is past its time, and nothing else', async () => {
    const [ended, running] = [await create({ projectName: 'old' }), await create({ projectName: 'old' })];
    await succeed(await claimed(ended));
    await claimed(running);
    now = new Date(now.getTime() + 8 * 86_400_000);
    expect(await operations.expire()).toBeGreaterThan(0);
    await expect(operations.get({ id: ended.id, kind: 'import' })).rejects.toMatchObject({
      code: 'operation/not-found',
    });
    expect(await operations.history(ended.id)).toEqual([]);
    const left = await db
      .selectFrom('operation')
      .select('operation.status')
      .where('operation.id', '=', running.id)
      .execute();
    expect(left).toEqual([{ status: 'running' }]);
  });
});
