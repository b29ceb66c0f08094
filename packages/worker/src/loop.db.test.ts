import { buildTexts } from '@taxon/testkit/data/build-texts';
import { openTestWorkers, type TestWorkers } from '@taxon/testkit/worker/test-workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestWorkers;
beforeAll(async () => {
  test = await openTestWorkers();
  await test.start();
});
afterAll(() => test.stop());

describe('from texts to answers', () => {
  it('trains, evaluates, deploys and classifies', async () => {
    const { engine, owner } = test;
    const project = await test.addProject('single', buildTexts(120));
    expect(await test.train(project, 'm1')).toBe('succeeded');
    const model = await engine.models.get(owner, project, 'm1');
    expect(model).toMatchObject({ name: 'm1', kind: 'single', configVersion: '2022-05-01' });
    const evaluation = await engine.models.evaluation(owner, project, 'm1');
    expect(evaluation.counts).toMatchObject({ trained: 96, tested: 24, unlabelled: 0 });
    expect(evaluation.metrics.microF1).toBeGreaterThan(0.9);
    expect((await engine.deployments.deploy(owner, project, 'live', 'm1')).status).toBe('succeeded');
    const job = await engine.prediction.submit(owner, {
      documents: [{ id: '1', text: 'my parcel is late, where is the courier' }],
      tasks: [{ kind: 'single', kindName: 'single', projectName: project, deploymentName: 'live' }],
    });
    const done = await engine.prediction.getWhenFinal(owner, job.id, 5000);
    expect(done).toMatchObject({ status: 'succeeded', results: [{ status: 'succeeded' }] });
    expect(done.results[0]?.outcomes[0]).toMatchObject({ ok: true, predicted: [{ className: 'shipping' }] });
  });
});
