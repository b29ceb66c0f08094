import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue } from '../platform/index.ts';
import { type OpenOperations, openOperations } from '../testing/open-operations.ts';
import { defineOperation, defineWork, type NewOperation, noMembers, type Operation, succeeded } from './index.ts';

let open: OpenOperations;
let now = new Date('2026-01-01T00:00:00Z');

beforeAll(async () => {
  open = await openOperations({ clock: () => now });
});
afterAll(() => open.close());

const request = Type.Object({ a: Type.Integer() });
const progress = Type.Object({ percent: Type.Integer() });
const record = { request, progress, result: noMembers, pool: 'background', priority: 0 } as const;
const importWork = defineWork({ ...record, kind: 'import', run: async () => succeeded({ result: {} }) });
const importRowsWork = defineWork({ ...record, kind: 'import-rows', run: async () => succeeded({ result: {} }) });
const trainWork = defineWork({ ...record, kind: 'train', run: async () => succeeded({ result: {} }) });
const deployOperation = defineOperation({ kind: 'deploy', request: noMembers, progress, result: noMembers });

type Asked = NewOperation<typeof importWork>;

function create(
  change: Partial<Asked> = {},
  work: typeof importWork | typeof importRowsWork | typeof trainWork = importWork,
) {
  const base: Asked = { projectName: 'p', actor: 'key:owner', request: { a: 1 } };
  return open.db.transaction().execute((tx) => open.operations.request(tx, work, { ...base, ...change }));
}

const get = ({ id }: Operation) => open.operations.get([importWork], { id });
const statusOf = async (operation: Operation) => (await get(operation)).status;

async function claimed({ id }: Operation, processId = open.processId) {
  const result = await open.operationRows.claim(id, processId);
  if (result === undefined) throw new Error('not claimed');
  return result.claim;
}

describe('an operation', () => {
  it('is created as asked, found by project, kind and subject, and kept for seven days', async () => {
    const operation = await create({ subject: 'm', projectName: 'kept' }, trainWork);
    expect(operation).toMatchObject({ status: 'notStarted', attempt: 0, request: { a: 1 }, errors: [], warnings: [] });
    expect(operation.expiresAt.getTime() - operation.createdAt.getTime()).toBe(7 * 86_400_000);
    const { id } = operation;
    const found = await open.operations.get([importWork, trainWork], { id, projectName: 'kept', subject: 'm' });
    expect(found.id).toBe(id);
    const wrong = [
      [importWork, { id }],
      [trainWork, { id, projectName: 'other' }],
      [trainWork, { id, subject: 'n' }],
      [trainWork, { id: randomUUID() }],
      [trainWork, { id: 'no uuid' }],
    ] as const;
    for (const [kind, where] of wrong)
      await expect(open.operations.get([kind], where)).rejects.toMatchObject({ code: 'operation/not-found' });
  });

  it('has a job in the queue, made in the same transaction', async () => {
    const jobsOf = async (id: string) => {
      const { rows } = await sql`
        select jobs.identifier as task, jobs.payload, jobs.max_attempts as deliveries
        from (
          select tasks.identifier, job.payload, job.max_attempts from graphile_worker._private_jobs as job
          join graphile_worker._private_tasks as tasks on tasks.id = job.task_id
        ) as jobs where jobs.payload ->> 'operationId' = ${id}
      `.execute(open.db);
      return rows;
    };
    const { id } = await create();
    expect(await jobsOf(id)).toEqual([{ task: 'import', payload: { operationId: id, version: 1 }, deliveries: 25 }]);
    let lost = '';
    const rolledBack = open.db.transaction().execute(async (tx) => {
      const base = { projectName: 'p', actor: 'key:owner', request: { a: 1 } };
      lost = (await open.operations.request(tx, importWork, base)).id;
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await jobsOf(lost)).toEqual([]);
  });

  it('is listed newest first, page by page', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      now = new Date(now.getTime() + 1000);
      ids.unshift((await create({ projectName: 'listed' })).id);
    }
    const list = (skip: number, top: number) =>
      open.operations.list([importWork], { projectName: 'listed', skip, top });
    expect((await list(0, 10)).map(({ id }) => id)).toEqual(ids);
    expect((await list(1, 1)).map(({ id }) => id)).toEqual([ids[1]]);
    now = new Date(now.getTime() + 1000);
    const other = await create({ projectName: 'listed' }, importRowsWork);
    const all = await open.operations.list([importWork, importRowsWork], { projectName: 'listed', skip: 0, top: 10 });
    expect(all.map(({ id }) => id)).toEqual([other.id, ...ids]);
    expect((await list(0, 10)).map(({ id }) => id)).toEqual(ids);
  });

  it('goes through its life, every move remembered', async () => {
    const operation = await create();
    await open.operations.run(
      importWork,
      operation.id,
      { processId: open.processId, signal: new AbortController().signal },
      async ({ tell }) => {
        tell({ percent: 50 });
        return succeeded({ result: { done: 1 } });
      },
    );
    expect(await get(operation)).toMatchObject({
      status: 'succeeded',
      attempt: 1,
      result: { done: 1 },
      progress: { percent: 50 },
      finishedAt: now,
    });
    expect((await open.movesOf(operation.id)).map(({ from, to }) => [from, to])).toEqual([
      [null, 'notStarted'],
      ['notStarted', 'running'],
      ['running', 'succeeded'],
    ]);
  });

  it('may be done at once within one transaction', async () => {
    const base = { projectName: 'p', actor: 'key:owner', request: {} };
    const done = await open.db
      .transaction()
      .execute((tx) => open.operations.createDone(tx, deployOperation, base, { result: { deployed: true } }));
    expect(done).toMatchObject({ status: 'succeeded', result: { deployed: true }, startedAt: now, finishedAt: now });
  });

  it('is not read when its row does not fit its kind; the fault names the member and no value', async () => {
    const operation = await create();
    await sql`update operation set request = '{"a": "secret"}' where id = ${operation.id}`.execute(open.db);
    await expect(get(operation)).rejects.toThrow(`Operation ${operation.id} (import): request/a must be integer.`);
  });
});

describe('a cancel', () => {
  it('ends what waits at once, and asks what runs', async () => {
    const cancel = (operation: Operation) => open.operations.requestCancel(importWork, 'key:a', operation);
    const waiting = await create();
    expect((await cancel(waiting)).status).toBe('cancelled');
    const running = await create();
    const claim = await claimed(running);
    expect((await cancel(running)).status).toBe('cancelling');
    expect((await cancel(running)).status).toBe('cancelling');
    expect(await open.operationRows.statusOf(claim)).toBe('cancelling');
    expect(await open.operationRows.endNow(claim, { to: 'cancelled' })).toBe(true);
    expect(await statusOf(running)).toBe('cancelled');
    await expect(cancel(running)).rejects.toMatchObject({
      code: 'operation/not-cancellable',
      parameters: { status: 'cancelled' },
    });
  });

  it('loses against an end that came first', async () => {
    const operation = await create();
    const claim = await claimed(operation);
    await open.operations.requestCancel(importWork, 'key:a', operation);
    const end = succeeded({ result: {} });
    expect(await open.db.transaction().execute((tx) => open.operationRows.end(tx, claim, end))).toBe(true);
    expect(await statusOf(operation)).toBe('succeeded');
  });
});

describe('a wait', () => {
  it('ends with the operation', async () => {
    const operation = await create();
    const waiting = open.operations.waitUntilFinal([importWork], operation.id, 10_000);
    const claim = await claimed(operation);
    const errors = [issue('operation/internal', { operationId: operation.id })];
    await open.operationRows.endNow(claim, { to: 'failed', changes: { errors } });
    expect((await waiting)?.status).toBe('failed');
  });
});

describe('expiry', () => {
  it('erases what has ended and is past its time, and nothing else', async () => {
    const [ended, running] = [await create({ projectName: 'old' }), await create({ projectName: 'old' })];
    await open.operationRows.endNow(await claimed(ended), succeeded({ result: {} }));
    await claimed(running);
    now = new Date(now.getTime() + 8 * 86_400_000);
    expect(await open.operations.expire(new AbortController().signal)).toBeGreaterThan(0);
    await expect(get(ended)).rejects.toMatchObject({ code: 'operation/not-found' });
    expect(await open.movesOf(ended.id)).toEqual([]);
    const left = await open.db
      .selectFrom('operation')
      .select('operation.status')
      .where('operation.id', '=', running.id)
      .execute();
    expect(left).toEqual([{ status: 'running' }]);
  });
});
