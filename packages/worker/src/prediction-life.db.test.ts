import { randomUUID } from 'node:crypto';
import { deliver } from '@taxon/testkit/engine/deliver';
import { startTestEngine } from '@taxon/testkit/engine/test-engine';
import { openTestWorkers, type TestWorkers } from '@taxon/testkit/worker/test-workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// No worker: what happens to jobs is done here by hand.
let test: TestWorkers;
beforeAll(async () => {
  test = await openTestWorkers({ limits: { projects: 5, documents: 100, predictionBacklog: 20 } });
});
afterAll(() => test.stop());

const tasks = [{ kind: 'single', kindName: 'single', projectName: 'nowhere', deploymentName: 'live' }] as const;
const documents = [{ id: '1', text: 'some text' }];
const submit = (cancelAfterSeconds?: number) =>
  test.engine.prediction.submit(test.owner, {
    documents,
    tasks,
    ...(cancelAfterSeconds === undefined ? {} : { cancelAfterSeconds }),
  });
const context = (signal = new AbortController().signal) => ({ processId: randomUUID(), signal });

interface Row {
  readonly status: string;
  readonly attempt: number;
  readonly documents: unknown;
}

async function rowOf(id: string): Promise<Row | undefined> {
  return (await test.sql<Row>('select status, attempt, documents from prediction_job where id = $1', [id]))[0];
}

describe('cancelling a job', () => {
  it('ends a waiting one at once and erases its texts', async () => {
    const { id } = await submit();
    const waiting = test.engine.prediction.getWhenFinal(test.owner, id, 5000);
    expect((await test.engine.prediction.cancel(test.owner, id)).status).toBe('cancelled');
    expect((await waiting).status).toBe('cancelled');
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', documents: null });
    await deliver(test.engine, 'predict', id, context());
    expect(await rowOf(id)).toMatchObject({ status: 'cancelled', attempt: 0 });
  });

  it('tells a running one, whose worker ends it without results', async () => {
    const { id } = await submit();
    await test.sql(`update prediction_job set status = 'running', attempt = 1 where id = $1`, [id]);
    expect((await test.engine.prediction.cancel(test.owner, id)).status).toBe('cancelling');
    await deliver(test.engine, 'predict', id, context());
    expect(await test.engine.prediction.get(test.owner, id)).toMatchObject({ status: 'cancelled', results: [] });
    expect(await rowOf(id)).toMatchObject({ documents: null });
  });

  it('leaves a finished one as it is', async () => {
    const { id } = await submit();
    await deliver(test.engine, 'predict', id, context());
    expect((await test.engine.prediction.cancel(test.owner, id)).status).toBe('succeeded');
  });

  it('comes by itself when a job has waited too long', async () => {
    const asked = await submit(60);
    expect((await test.engine.prediction.get(test.owner, asked.id)).status).toBe('notStarted');
    await test.sql(`update prediction_job set cancel_after = now() - interval '1 second' where id = $1`, [asked.id]);
    expect((await test.engine.prediction.get(test.owner, asked.id)).status).toBe('cancelled');
    const { id } = await submit(60);
    await test.sql(`update prediction_job set cancel_after = now() - interval '1 second' where id = $1`, [id]);
    await deliver(test.engine, 'predict', id, context());
    expect((await test.engine.prediction.get(test.owner, id)).status).toBe('cancelled');
  });
});

describe('a job that is delivered more than once', () => {
  it('is answered once by two workers at the same time', async () => {
    const { id } = await submit();
    await Promise.all([deliver(test.engine, 'predict', id, context()), deliver(test.engine, 'predict', id, context())]);
    const results = await test.sql('select 1 from prediction_task_result where job_id = $1', [id]);
    expect(results).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ status: 'succeeded', documents: null });
  });

  it('is taken over from a process that died, and fails after three attempts', async () => {
    const { id } = await submit();
    await test.sql(`update prediction_job set status = 'running', attempt = 2, process_id = $2 where id = $1`, [
      id,
      randomUUID(),
    ]);
    await deliver(test.engine, 'predict', id, context());
    expect(await rowOf(id)).toMatchObject({ status: 'succeeded', attempt: 3 });
    const other = await submit();
    await test.sql(`update prediction_job set status = 'running', attempt = 3 where id = $1`, [other.id]);
    await deliver(test.engine, 'predict', other.id, context());
    const failed = await test.engine.prediction.get(test.owner, other.id);
    expect(failed).toMatchObject({ status: 'failed', results: [{ issue: { code: 'operation/attempts-exhausted' } }] });
  });

  it('is given back by a process that stops, and the attempt does not count', async () => {
    const { id } = await submit();
    const stopping = new AbortController();
    stopping.abort(new Error('stopping'));
    await expect(deliver(test.engine, 'predict', id, context(stopping.signal))).rejects.toThrow('stopping');
    expect(await rowOf(id)).toMatchObject({ status: 'notStarted', attempt: 0 });
    await deliver(test.engine, 'predict', id, context());
    expect(await rowOf(id)).toMatchObject({ status: 'succeeded', attempt: 1 });
  });
});

describe('expiry', () => {
  it('hides an expired job at once and erases it in batches, also when two do so', async () => {
    const { id } = await submit();
    const kept = await submit();
    await test.sql(`update prediction_job set expires_at = now() - interval '1 second' where id = $1`, [id]);
    await expect(test.engine.prediction.get(test.owner, id)).rejects.toMatchObject({ code: 'prediction/not-found' });
    // 100 jobs a second for a minute, with their results.
    await test.sql(`
      with job as (
        insert into prediction_job (id, actor, status, tasks, document_ids, created_at, updated_at, expires_at)
        select gen_random_uuid(), 'key:owner', 'succeeded', '[]', '[]', now(), now(), now() - interval '1 minute'
        from generate_series(1, 6000) returning id
      )
      insert into prediction_task_result (job_id, task_index, finished_at, result) select id, 0, now(), '{}' from job`);
    const started = performance.now();
    const expire = test.engine.works.find(({ name }) => name === 'expire');
    await Promise.all([1, 2].map(() => expire?.deliver({ version: 1 }, context())));
    expect(performance.now() - started).toBeLessThan(10_000);
    const [left] = await test.sql(`select count(*)::int as jobs, (select count(*)::int from prediction_task_result
      where job_id not in (select id from prediction_job)) as orphans from prediction_job where expires_at <= now()`);
    expect(left).toEqual({ jobs: 0, orphans: 0 });
    expect((await test.engine.prediction.get(test.owner, kept.id)).id).toBe(kept.id);
  });
});

describe('the backlog', () => {
  it('refuses jobs beyond its limit', async () => {
    const { connectionString, limits } = test.config.engine;
    const limited = await startTestEngine({ connectionString, limits: { ...limits, predictionBacklog: 3 } });
    try {
      await test.sql(`delete from prediction_job`);
      const request = { documents, tasks };
      for (let i = 0; i < 3; i++) await limited.engine.prediction.submit(test.owner, request);
      await expect(limited.engine.prediction.submit(test.owner, request)).rejects.toMatchObject({
        code: 'prediction/backlog',
        parameters: { count: 3, limit: 3 },
      });
    } finally {
      await limited.stop();
    }
  });
});
