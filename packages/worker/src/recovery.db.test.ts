import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { buildSlowTexts, buildTexts } from '@taxon/testkit/data/build-texts';
import { withConnection } from '@taxon/testkit/database/test-database';
import { deliver } from '@taxon/testkit/engine/deliver';
import { until } from '@taxon/testkit/until';
import { forkWorker as forkWorkerProcess } from '@taxon/testkit/worker/fork-worker';
import { openTestWorkers, type TestWorkers } from '@taxon/testkit/worker/test-workers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkerConfig } from './config.ts';

let test: TestWorkers;
const children: ChildProcess[] = [];
beforeAll(async () => {
  test = await openTestWorkers();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => test.stop());

async function forkWorker(part: Partial<WorkerConfig> = {}): Promise<ChildProcess> {
  const child = await forkWorkerProcess({ ...test.config, ...part });
  children.push(child);
  return child;
}

async function beginTraining(project: string): Promise<string> {
  const command = { modelName: 'm', configVersion: 'latest', seed: 1 };
  const { operation } = await test.engine.training.requestTraining(test.owner, project, command);
  return operation.id;
}

const progressed = (project: string, id: string) => async () =>
  (await test.engine.training.getJob(test.owner, project, id)).progress.training.percent > 0;

async function modelsOf(project: string): Promise<number> {
  const { id } = await test.engine.projects.get(test.owner, project);
  return (await test.sql('select 1 from model where project_id = $1', [id])).length;
}

describe('a worker process that is killed', () => {
  it('leaves its training to another one, which ends it once', async () => {
    const project = await test.addProject('single', buildSlowTexts(5000));
    const first = await forkWorker();
    const id = await beginTraining(project);
    await until(progressed(project, id));
    first.kill('SIGKILL');
    await once(first, 'exit');
    const killed = performance.now();
    // Same machine and data folder: the dead one is swept at the start.
    await forkWorker();
    const done = await test.engine.operations.waitUntilFinal(test.owner, id, 40_000);
    expect(done).toMatchObject({ status: 'succeeded', attempt: 2 });
    expect(await modelsOf(project)).toBe(1);
    const moves = await test.movesOf(id);
    expect(moves).toEqual(['notStarted', 'running', 'notStarted', 'running', 'succeeded']);
    expect(performance.now() - killed).toBeLessThan(35_000);
  });

  it('leaves its training to a worker that already runs, within 15 seconds', async () => {
    const project = await test.addProject('single', buildSlowTexts(5000));
    const workers = [await forkWorker(), await forkWorker()];
    const id = await beginTraining(project);
    await until(progressed(project, id));
    const [holder] = await test.sql<{ pid: number }>(
      'select process.pid from operation join process on process.id = operation.process_id where operation.id = $1',
      [id],
    );
    workers.find(({ pid }) => pid === holder?.pid)?.kill('SIGKILL');
    const killed = performance.now();
    await until(
      async () => (await test.engine.training.getJob(test.owner, project, id)).operation.attempt === 2,
      20_000,
    );
    expect(performance.now() - killed).toBeLessThan(15_000);
    expect((await test.engine.operations.waitUntilFinal(test.owner, id, 40_000))?.status).toBe('succeeded');
    expect(await modelsOf(project)).toBe(1);
  });

  it('loses no prediction job', async () => {
    const project = await test.addProject('single', buildTexts(60));
    const first = await forkWorker();
    expect(await test.train(project, 'm')).toBe('succeeded');
    await test.engine.deployments.deploy(test.owner, project, 'live', 'm');
    const documents = Array.from({ length: 25 }, (_, i) => ({ id: String(i), text: 'where is my parcel' }));
    const tasks = [{ kind: 'single', kindName: 'single', projectName: project, deploymentName: 'live' } as const];
    const jobs = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const { id } = await test.engine.prediction.submit(test.owner, { documents, tasks });
        if (i === 30) first.kill('SIGKILL');
        return id;
      }),
    );
    await forkWorker();
    for (const id of jobs) {
      const job = await test.engine.prediction.getWhenFinal(test.owner, id, 20_000);
      expect(job).toMatchObject({ status: 'succeeded', results: [{ status: 'succeeded' }] });
    }
    const [left] = await test.sql(`select count(*)::int as texts from prediction_job where documents is not null`);
    expect(left).toEqual({ texts: 0 });
  });
});

describe('a worker process that is stopped', () => {
  it('hands a long training back within 10 seconds, and another one does it', async () => {
    const project = await test.addProject('single', buildSlowTexts(6000));
    const first = await forkWorker({ finishMilliseconds: 100 });
    const id = await beginTraining(project);
    await until(
      async () => (await test.engine.training.getJob(test.owner, project, id)).operation.status === 'running',
    );
    const asked = performance.now();
    first.kill('SIGTERM');
    const [code] = await once(first, 'exit');
    expect(code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    const handedBack = await test.engine.training.getJob(test.owner, project, id);
    expect(handedBack.operation).toMatchObject({ status: 'notStarted', attempt: 0 });
    expect(await test.sql('select 1 from process')).toEqual([]);
    await forkWorker();
    expect(await test.engine.operations.waitUntilFinal(test.owner, id, 55_000)).toMatchObject({
      status: 'succeeded',
      attempt: 1,
    });
    expect(await modelsOf(project)).toBe(1);
  }, 120_000);
});

describe('a worker that hands a job back', () => {
  it('calls it no failure: the job is due at once with its deliveries not counted', async () => {
    const project = await test.addProject('single', buildSlowTexts(6000));
    const before = test.logged.length;
    const worker = await test.start({}, { finishMilliseconds: 100 });
    const id = await beginTraining(project);
    await until(
      async () => (await test.engine.training.getJob(test.owner, project, id)).operation.status === 'running',
    );
    await worker.stop();
    const jobs = await test.sql(
      `select attempts, run_at <= now() as due, locked_by from graphile_worker.jobs where task_identifier = 'train'`,
    );
    expect(jobs).toEqual([{ attempts: 0, due: true, locked_by: null }]);
    const messages = test.logged.slice(before).map(({ level, message }) => `${level}: ${message}`);
    expect(messages).toContain('info: this worker stops: the job is handed back to the queue');
    expect(messages.filter((message) => message.includes('queue: '))).toEqual([]);
    const next = await test.start();
    expect(await test.engine.operations.waitUntilFinal(test.owner, id, 55_000)).toMatchObject({
      status: 'succeeded',
      attempt: 1,
    });
    await next.stop();
  }, 90_000);
});

describe('a worker whose connections are cut', () => {
  it('goes on, and every job is answered', async () => {
    const worker = await test.start();
    const documents = Array.from({ length: 5 }, (_, i) => ({ id: String(i), text: 'where is my parcel' }));
    const tasks = [{ kind: 'single', kindName: 'single', projectName: 'nowhere', deploymentName: 'live' } as const];
    const ids: string[] = [];
    for (let i = 0; i < 120; i++) {
      if (i % 40 === 20) {
        await test.sql(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        );
      }
      // Our own connections were cut too: a submit may fail, and is then not acknowledged.
      const submitted = await test.engine.prediction.submit(test.owner, { documents, tasks }).catch(() => undefined);
      if (submitted !== undefined) ids.push(submitted.id);
    }
    expect(ids.length).toBeGreaterThan(60);
    await until(async () => {
      const rows = await test.sql<{ left: number }>(
        `select count(*)::int as left from prediction_job where id = any($1) and status <> 'succeeded'`,
        [ids],
      );
      return rows[0]?.left === 0;
      // A job that failed with its connection is tried again after 3, 7 and 20 s.
    }, 60_000);
    await worker.stop();
  }, 120_000);
});

describe('a claim that went stale', () => {
  it('cannot write: of two workers on one training only the newer ends it', async () => {
    const project = await test.addProject('single', buildSlowTexts(400));
    const id = await beginTraining(project);
    const { signal } = new AbortController();
    const claimed = (attempt: number) => async () =>
      (await test.engine.training.getJob(test.owner, project, id)).operation.attempt === attempt;
    const second = randomUUID();
    // No training can read its documents, so none ends, until both have claimed the operation.
    const deliveries = await withConnection(test.config.engine.connectionString, async (client) => {
      await client.query('begin; lock table document in access exclusive mode');
      const first = deliver(test.engine, 'train', id, { processId: randomUUID(), signal });
      await until(claimed(1), 30_000);
      // No worker runs. The first process has no row, so the second one takes it for gone.
      const both = [first, deliver(test.engine, 'train', id, { processId: second, signal })];
      await until(claimed(2), 30_000);
      await client.query('commit');
      return both;
    });
    await Promise.all(deliveries);
    const done = await test.engine.training.getJob(test.owner, project, id);
    expect(done.operation).toMatchObject({ status: 'succeeded', attempt: 2 });
    expect(await modelsOf(project)).toBe(1);
    await deliver(test.engine, 'train', id, { processId: second, signal });
    expect(await modelsOf(project)).toBe(1);
  });
});
