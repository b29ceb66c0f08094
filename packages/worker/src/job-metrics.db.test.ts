import type { MetricFamily } from '@taxon/engine';
import { buildTexts } from '@taxon/testkit/data/build-texts';
import { openTestWorkers, type TestWorkers } from '@taxon/testkit/worker/test-workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestWorkers;
beforeAll(async () => {
  test = await openTestWorkers();
  await test.start();
});
afterAll(() => test.stop());

/** What another process of the same database is told of the worker. */
async function ofWorker(): Promise<readonly MetricFamily[]> {
  const all = await test.engine.processes.exchangeMetrics([]);
  return all.find(({ role }) => role === 'worker')?.families ?? [];
}

async function value(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number | undefined> {
  const values = (await ofWorker()).flatMap((family) =>
    family.values.map((one) => ({ ...one, name: one.metricName ?? family.name })),
  );
  const fits = (of: object) => Object.entries(labels).every(([key, wanted]) => Reflect.get(of, key) === wanted);
  return values.find((one) => one.name === name && fits(one.labels))?.value;
}

describe('what a worker measures', () => {
  it('is seen from elsewhere: jobs by task and outcome, models, memory, the event loop', async () => {
    const { engine, owner } = test;
    const project = await test.addProject('single', buildTexts(60));
    expect(await test.train(project, 'm1')).toBe('succeeded');
    await engine.deployments.deploy(owner, project, 'live', 'm1');
    const job = await engine.prediction.submit(owner, {
      documents: [{ id: '1', text: 'my parcel is late' }],
      tasks: [{ kind: 'single', kindName: 'single', projectName: project, deploymentName: 'live' }],
    });
    await engine.prediction.getWhenFinal(owner, job.id, 10_000);
    const done = (task: string) => value('taxon_jobs_total', { task, outcome: 'done' });
    await expect.poll(() => done('predict'), { timeout: 5000 }).toBe(1);
    expect(await done('train')).toBe(1);
    expect(await value('taxon_job_duration_seconds_count', { task: 'train' })).toBe(1);
    expect(await value('taxon_models_in_memory')).toBe(1);
    expect(await value('taxon_model_bytes_in_memory')).toBeGreaterThan(1000);
    expect(await value('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(await value('taxon_event_loop_delay_seconds_count')).toBeGreaterThan(10);
  });
});
