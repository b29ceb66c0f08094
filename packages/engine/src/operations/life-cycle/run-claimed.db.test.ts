import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError, issue } from '../../platform/index.ts';
import { type OpenOperations, openOperations } from '../../testing/open-operations.ts';
import { defineWork, failed, noMembers, noProgress, type Operation, succeeded } from '../index.ts';
import type { OperationJob } from '../operations.ts';

let open: OpenOperations;
beforeAll(async () => {
  open = await openOperations();
});
afterAll(() => open.close());

const work = defineWork({
  kind: 'import',
  request: Type.Object({ a: Type.Integer() }),
  progress: noProgress,
  result: noMembers,
  pool: 'background',
  priority: 0,
  run: async () => succeeded({ result: {} }),
});

function create() {
  const asked = { projectName: 'p', actor: 'key:owner', request: { a: 1 } };
  return open.db.transaction().execute((tx) => open.operations.request(tx, work, asked));
}

const get = ({ id }: Operation) => open.operations.get([work], { id });
const statusOf = async (operation: Operation) => (await get(operation)).status;

describe('a run', () => {
  const context = (signal = new AbortController().signal) => ({ processId: open.processId, signal });
  const run = (operation: Operation, act: (signal: AbortSignal) => Promise<void>, signal?: AbortSignal) =>
    open.operations.run(work, operation.id, context(signal), async (job) => {
      await act(job.signal);
      return succeeded({ result: {} });
    });
  const errorsOf = async (operation: Operation) => (await get(operation)).errors.map(({ code }) => code);

  it('ends as failed for what the rules refuse, without being delivered again', async () => {
    const one = await create();
    await run(one, () => Promise.reject(new EngineError('class/limit', { limit: 200, count: 201 })));
    expect(await errorsOf(one)).toEqual(['class/limit']);
    const several = await create();
    const issues = [issue('input/missing', { field: 'a' }), issue('input/missing', { field: 'b' })];
    const result = { rows: 2 };
    await open.operations.run(work, several.id, context(), async () => failed({ errors: issues, result }));
    expect(await errorsOf(several)).toEqual(['input/missing', 'input/missing']);
    expect((await get(several)).result).toEqual(result);
  });

  it('ends as failed for an unforeseen reason, which only the log names', async () => {
    const operation = await create();
    await run(operation, () => Promise.reject(new Error('secret detail')));
    expect(await errorsOf(operation)).toEqual(['operation/internal']);
    const kept = await get(operation);
    expect(JSON.stringify(kept)).not.toContain('secret detail');
    expect(open.given.logged.at(-1)).toMatchObject({ level: 'error', fields: { operationId: operation.id } });
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
    const holding = open.db.transaction().execute(async (tx) => {
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
        `.execute(open.db);
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
    await open.operations.requestCancel(work, 'key:a', operation);
    await waiting;
    expect(await statusOf(operation)).toBe('cancelled');
  });

  it('leaves alone what is somebody else’s, and what has ended', async () => {
    const lost = await create();
    const takeAway = async () => {
      await open.db.transaction().execute((tx) => open.operationRows.releaseOf(tx, [open.processId]));
      expect(await open.operationRows.claim(lost.id, open.processId)).toMatchObject({ claim: { attempt: 2 } });
    };
    await run(lost, takeAway);
    expect(await get(lost)).toMatchObject({ status: 'running', result: undefined });
    const failedToo = await create();
    await run(failedToo, async () => {
      await open.db.transaction().execute((tx) => open.operationRows.releaseOf(tx, [open.processId]));
      await open.operationRows.claim(failedToo.id, open.processId);
      throw new Error('too late');
    });
    expect(await get(failedToo)).toMatchObject({ status: 'running', errors: [] });
    const ended = await create();
    await run(ended, () => Promise.reject(new EngineError('class/limit', { limit: 200, count: 201 })));
    await run(ended, () => Promise.reject(new Error('must not run')));
    expect(await errorsOf(ended)).toEqual(['class/limit']);
  });

  it('is delivered again when another living process holds the row, which may yet give it back', async () => {
    const [elsewhere = ''] = await open.addProcesses(1);
    const held = await create();
    await open.operationRows.claim(held.id, elsewhere);
    await expect(run(held, () => Promise.reject(new Error('must not run')))).rejects.toThrow('held by another process');
    await open.db.transaction().execute((tx) => open.operationRows.releaseOf(tx, [elsewhere]));
    await run(held, () => Promise.resolve());
    expect(await get(held)).toMatchObject({ status: 'succeeded', attempt: 2 });
  });
});

describe('the closing transaction', () => {
  const context = () => ({ processId: open.processId, signal: new AbortController().signal });
  const seen = async (name: string) =>
    (await sql`select 1 from project where name = ${name}`.execute(open.db)).rows.length;
  const write = (name: string) => sql`
    insert into project (id, name, kind, language, multilingual, description, container, settings, created_at, modified_at)
    values (gen_random_uuid(), ${name}, 'single', 'en', false, '', '', '{}', now(), now())`;
  const runWriting = async (
    name: string,
    end: () => ReturnType<typeof succeeded> | ReturnType<typeof failed>,
    before: (operation: Operation, job: OperationJob<typeof work>) => Promise<void> = async () => undefined,
  ) => {
    const operation = await create();
    await open.operations.run(work, operation.id, context(), async (job) => async (tx) => {
      await before(operation, job);
      await write(name).execute(tx);
      return end() as ReturnType<typeof succeeded<Record<string, unknown>>>;
    });
    return get(operation);
  };

  it('keeps what the work wrote together with its success', async () => {
    expect(await runWriting('kept', () => succeeded({ result: { a: 1 } }))).toMatchObject({
      status: 'succeeded',
      result: { a: 1 },
    });
    expect(await seen('kept')).toBe(1);
  });

  it('keeps nothing of work that failed by rule, or lost its claim', async () => {
    const errors = [issue('input/missing', { field: 'a' })];
    expect(await runWriting('failed', () => failed({ errors }))).toMatchObject({ status: 'failed', errors });
    const lost = await runWriting(
      'lost',
      () => succeeded({ result: {} }),
      async ({ id }) => {
        await open.db.transaction().execute((tx) => open.operationRows.releaseOf(tx, [open.processId]));
        await open.operationRows.claim(id, open.processId);
      },
    );
    expect(lost).toMatchObject({ status: 'running', attempt: 2 });
    expect([await seen('failed'), await seen('lost')]).toEqual([0, 0]);
  });
});
