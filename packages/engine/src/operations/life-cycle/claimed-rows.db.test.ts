import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predictionTable } from '../../prediction/jobs/prediction-table.ts';
import { type OpenOperations, openOperations } from '../../testing/open-operations.ts';
import { operationTable } from '../operation-table.ts';
import type { Claim } from './claim.ts';
import type { ClaimedRows } from './claimed-rows.ts';
import type { ClaimedRow } from './claimed-table.ts';
import type { End } from './end.ts';
import { moveStatus } from './move-status.ts';
import { statuses, transitions } from './status.ts';

let open: OpenOperations;
beforeAll(async () => {
  open = await openOperations();
});
afterAll(() => open.close());

/** What the two tables have in common for a test. */
interface Life {
  create(): Promise<string>;
  statusOf(id: string): Promise<string | undefined>;
  /** Why a row has failed. */
  errorsOf(id: string): Promise<string[]>;
  /** Whether what its work came to is there. */
  hasResult(id: string): Promise<boolean>;
  succeed(claim: Claim): Promise<boolean>;
  readonly rows: Pick<ClaimedRows<ClaimedRow, object>, 'claim' | 'statusOf' | 'requestCancel' | 'releaseOf'>;
  endNow(claim: Claim, end: End<never>): Promise<boolean>;
  /** Claims a row that must be there to claim, and gives it back. */
  handBack(id: string): Promise<void>;
}

async function claimOf<Row extends ClaimedRow, Changes extends object>(
  rows: ClaimedRows<Row, Changes>,
  id: string,
  processId: string,
) {
  return (await rows.claim(id, processId)) ?? expect.fail('not claimed');
}

const operationLife = (): Life => {
  const { db, operationRows: rows } = open;
  const kept = (id: string) => db.selectFrom('operation').selectAll().where('operation.id', '=', id).executeTakeFirst();
  return {
    create: async () => {
      const id = randomUUID();
      const at = new Date();
      const base = { kind: 'import', project_name: 'p', actor: 'a', status: 'notStarted', request: '{}' };
      const row = { id, ...base, created_at: at, updated_at: at, expires_at: at };
      await db.insertInto('operation').values(row).execute();
      return id;
    },
    statusOf: async (id) => (await kept(id))?.status,
    errorsOf: async (id) => ((await kept(id))?.errors ?? []).map((error) => (error as { code: string }).code),
    hasResult: async (id) => (await kept(id))?.result !== null,
    succeed: (claim) => rows.endNow(claim, { to: 'succeeded', changes: { result: {} } }),
    rows,
    endNow: rows.endNow,
    handBack: async (id) => rows.release(await claimOf(rows, id, open.processId), 'handedBack'),
  };
};

const predictionLife = (): Life => {
  const { db, predictionJobs: rows } = open;
  const kept = (id: string) =>
    db.selectFrom('prediction_job').selectAll().where('prediction_job.id', '=', id).executeTakeFirst();
  const resultsOf = async (id: string) => {
    const found = await db
      .selectFrom('prediction_task_result')
      .selectAll()
      .where('prediction_task_result.job_id', '=', id)
      .execute();
    return found.map(({ result }) => result as { issue?: { code: string } });
  };
  return {
    create: async () => {
      const id = randomUUID();
      const at = new Date();
      const json = { tasks: '[{}]', documents: '[["1", "a text", null, 0]]', document_ids: '["1"]' };
      const row = { id, actor: 'a', status: 'notStarted', ...json, created_at: at, updated_at: at, expires_at: at };
      await db.insertInto('prediction_job').values(row).execute();
      return id;
    },
    statusOf: async (id) => (await kept(id))?.status,
    errorsOf: async (id) => (await resultsOf(id)).flatMap((result) => result.issue?.code ?? []),
    hasResult: async (id) => (await resultsOf(id)).length > 0,
    succeed: (claim) => {
      const base = { index: 0, finishedAt: new Date(), issue: undefined, outcomes: [] };
      return rows.endNow(claim, { to: 'succeeded', changes: { results: [{ ...base, status: 'succeeded' }] } });
    },
    rows,
    endNow: rows.endNow,
    handBack: async (id) => rows.release(await claimOf(rows, id, open.processId), 'handedBack'),
  };
};

describe.each([
  ['operations', operationLife],
  ['prediction jobs', predictionLife],
])('%s', (what, lifeOf) => {
  let life: Life;
  beforeAll(() => {
    life = lifeOf();
  });

  const claimed = async (id: string, processId = open.processId): Promise<Claim> =>
    (await life.rows.claim(id, processId))?.claim ?? expect.fail('not claimed');
  const releaseOf = (...processIds: string[]) =>
    open.db.transaction().execute((tx) => life.rows.releaseOf(tx, processIds));

  describe('when they are moved', () => {
    it('refuse what the table of transitions does not have', async () => {
      const id = await life.create();
      for (const from of statuses) {
        for (const to of statuses) {
          if ((transitions[from] as readonly string[]).includes(to)) continue;
          const move = { id, from: [from], to, actor: 'a', now: new Date() };
          const moved =
            what === 'operations'
              ? moveStatus(open.db, operationTable, move)
              : moveStatus(open.db, predictionTable, move);
          await expect(moved).rejects.toThrow(`cannot move from ${from} to ${to}`);
        }
      }
    });
  });

  describe('when they are interrupted', () => {
    it('are claimed again, and the older attempt cannot write any more', async () => {
      const id = await life.create();
      const asleep = await claimed(id);
      expect(await releaseOf(open.processId)).toEqual([]);
      const again = await claimed(id);
      expect(again.attempt).toBe(2);
      expect(await life.succeed(asleep)).toBe(false);
      expect(await life.endNow(asleep, { to: 'failed' })).toBe(false);
      expect(await life.endNow(asleep, { to: 'cancelled' })).toBe(false);
      expect(await life.rows.statusOf(asleep)).toBeUndefined();
      expect(await life.hasResult(id)).toBe(false);
      expect(await life.succeed(again)).toBe(true);
    });

    it('are claimed by the next delivery also where the sweep has not been yet', async () => {
      const id = await life.create();
      await claimed(id, randomUUID());
      expect((await claimed(id)).attempt).toBe(2);
    });

    it('are left alone while their process lives', async () => {
      const id = await life.create();
      await claimed(id);
      expect(await life.rows.claim(id, randomUUID())).toBeUndefined();
      expect(await life.statusOf(id)).toBe('running');
    });

    it('fail after the third attempt', async () => {
      const id = await life.create();
      for (const attempt of [1, 2, 3]) expect((await claimed(id, randomUUID())).attempt).toBe(attempt);
      expect(await life.rows.claim(id, open.processId)).toBeUndefined();
      expect(await life.statusOf(id)).toBe('failed');
      expect(await life.errorsOf(id)).toEqual(['operation/attempts-exhausted']);
    });

    it('fail in the sweep when it was the third attempt, and are cancelled when that was asked for', async () => {
      const [third, stopped, first] = [await life.create(), await life.create(), await life.create()];
      for (let i = 0; i < 2; i += 1) await claimed(third, randomUUID());
      const gone = randomUUID();
      for (const id of [third, stopped, first]) await claimed(id, gone);
      await life.rows.requestCancel(stopped, 'key:owner');
      expect([...(await releaseOf(gone))].sort()).toEqual([third, stopped].sort());
      expect(await Promise.all([third, stopped, first].map(life.statusOf))).toEqual([
        'failed',
        'cancelled',
        'notStarted',
      ]);
      expect(await life.errorsOf(third)).toEqual(['operation/attempts-exhausted']);
    });

    it('are swept with their process', async () => {
      const id = await life.create();
      const [silent = ''] = await open.addProcesses(1);
      await claimed(id, silent);
      await sql`update process set renewed_at = now() - interval '1 minute' where id = ${silent}`.execute(open.db);
      // The registry also sweeps by itself every 2 seconds: either sweep may be the one that finds the process.
      await open.processes.sweep();
      await expect.poll(() => life.statusOf(id)).toBe('notStarted');
      const left = await sql`select 1 from process where id = ${silent}`.execute(open.db);
      expect(left.rows).toHaveLength(0);
    });

    it('do not count a hand-over at a stop as an attempt', async () => {
      const id = await life.create();
      for (let i = 0; i < 5; i += 1) await life.handBack(id);
      expect((await claimed(id)).attempt).toBe(1);
    });
  });

  describe('of two writers at the same time', () => {
    const rounds = Array.from({ length: 20 }, (_, round) => round);

    it('let one of many claims win', async () => {
      const id = await life.create();
      const processes = await open.addProcesses(12);
      const results = await Promise.all(processes.map((processId) => life.rows.claim(id, processId)));
      expect(results.filter((result) => result !== undefined)).toHaveLength(1);
      expect(results.find((result) => result !== undefined)?.claim.attempt).toBe(1);
    });

    it('let one of two attempts end the row', async () => {
      for (const _ of rounds) {
        const id = await life.create();
        const asleep = await claimed(id, randomUUID());
        const again = await claimed(id);
        const ended = await Promise.all([life.succeed(asleep), life.succeed(again)]);
        expect(ended).toEqual([false, true]);
        expect(await life.statusOf(id)).toBe('succeeded');
      }
    });

    it('end a row that is cancelled while it succeeds as one of both, with a result only where it succeeded', async () => {
      for (const round of rounds) {
        const id = await life.create();
        const claim = await claimed(id);
        const cancel = () => life.rows.requestCancel(id, 'key:a');
        const [ended, asked] =
          round % 2 === 0
            ? await Promise.all([life.succeed(claim), cancel()])
            : (await Promise.all([cancel(), life.succeed(claim)])).toReversed();
        expect(ended).toBe(true);
        // A prediction job that was asked to stop in time is cancelled; an operation that is done in time has succeeded.
        const expected = what === 'prediction jobs' && asked !== undefined ? 'cancelled' : 'succeeded';
        expect(await life.statusOf(id)).toBe(expected);
        expect(await life.hasResult(id)).toBe(expected === 'succeeded');
      }
    });

    it('cancel a row that is claimed meanwhile, at once or by asking its worker', async () => {
      for (const _ of rounds) {
        const id = await life.create();
        const [claim, asked] = await Promise.all([
          life.rows.claim(id, open.processId),
          life.rows.requestCancel(id, 'key:a'),
        ]);
        const expected = claim === undefined ? 'cancelled' : 'cancelling';
        expect([asked?.status, await life.statusOf(id)]).toEqual([expected, expected]);
      }
    });
  });
});
