import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
  await train('p', 'one', 'two');
});
afterAll(() => test.stop());

const rounds = 10;

/** A multi-label project with these models. */
async function train(project: string, ...models: readonly string[]): Promise<void> {
  const { projects, dataset, training } = test.engine;
  await projects.createOrChange(owner, project, { kind: 'multi', language: 'en' });
  const rows = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? `a cat ${i},animal\n` : `a car ${i},vehicle\n`));
  const body = Readable.from(['text,label\n', ...rows].map((row) => Buffer.from(row)));
  await test.run(await dataset.requestImportRows(owner, project, 'csv', body));
  for (const modelName of models) {
    const { operation } = await training.requestTraining(owner, project, { modelName, configVersion: 'latest' });
    expect((await test.run(operation)).status).toBe('succeeded');
  }
}

describe('two changes of one deployment at the same time', () => {
  it('of its settings are both there', async () => {
    const { deployments } = test.engine;
    await deployments.deploy(owner, 'p', 'live', 'one');
    for (let round = 1; round <= rounds; round += 1) {
      const share = round / 100;
      await Promise.all([
        deployments.changeSettings(owner, 'p', 'live', { confidenceThreshold: share }),
        deployments.changeSettings(owner, 'p', 'live', { thresholds: { animal: share } }),
        deployments.changeSettings(owner, 'p', 'live', { thresholds: { vehicle: share } }),
      ]);
      const { settings } = await deployments.get(owner, 'p', 'live');
      expect(settings).toEqual({ confidenceThreshold: share, thresholds: { animal: share, vehicle: share } });
    }
  });

  it('of its settings and its model: the settings are those of the model it has', async () => {
    const { deployments } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      await deployments.deploy(owner, 'p', 'moved', 'one');
      const [changed, moved] = await Promise.all([
        deployments.changeSettings(owner, 'p', 'moved', { confidenceThreshold: 0.3 }),
        deployments.deploy(owner, 'p', 'moved', 'two'),
      ]);
      const { model, settings } = await deployments.get(owner, 'p', 'moved');
      expect(model.name).toBe('two');
      // Set before the move, they are reset with a warning; set after it, they belong to the new model.
      const expected = changed.model.name === 'one' ? {} : { confidenceThreshold: 0.3 };
      expect(settings).toEqual(expected);
      expect(moved.warnings).toHaveLength(changed.model.name === 'one' ? 1 : 0);
      await deployments.delete(owner, 'p', 'moved');
    }
  });

  it('of which one deletes it: the other is refused, or goes with it', async () => {
    const { deployments } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      await deployments.deploy(owner, 'p', 'short', 'one');
      const [deleted, changed] = await Promise.allSettled([
        deployments.delete(owner, 'p', 'short'),
        deployments.changeSettings(owner, 'p', 'short', { atLeastOne: true }),
      ]);
      expect(deleted.status).toBe('fulfilled');
      if (changed.status === 'rejected') expect(changed.reason).toMatchObject({ code: 'deployment/not-found' });
      await expect(deployments.get(owner, 'p', 'short')).rejects.toMatchObject({ code: 'deployment/not-found' });
    }
  });

  it('and of its model: a deployed model is never deleted', async () => {
    const { deployments, models } = test.engine;
    await train('q', 'm');
    const [deployed, deleted] = await Promise.allSettled([
      deployments.deploy(owner, 'q', 'live', 'm'),
      models.delete(owner, 'q', 'm'),
    ]);
    expect([deployed.status, deleted.status].sort()).toEqual(['fulfilled', 'rejected']);
    if (deployed.status === 'fulfilled') {
      expect((await deployments.get(owner, 'q', 'live')).model.name).toBe('m');
    }
  });

  it('make at most ten deployments', async () => {
    const { deployments } = test.engine;
    await train('full', 'm');
    const names = Array.from({ length: 13 }, (_, i) => `d${i}`);
    const answers = await Promise.allSettled(names.map((name) => deployments.deploy(owner, 'full', name, 'm')));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'deployment/limit' });
  });

  it('in a project that is being deleted are refused, or go with it', async () => {
    const { projects, deployments } = test.engine;
    const [deletion, deployed] = await Promise.allSettled([
      projects.requestDelete(owner, 'full').then(test.run),
      deployments.deploy(owner, 'full', 'd0', 'm'),
      deployments.changeSettings(owner, 'full', 'd1', { confidenceThreshold: 0.2 }),
    ]);
    expect(deletion.status).toBe('fulfilled');
    if (deployed.status === 'rejected') expect(deployed.reason).toMatchObject({ code: 'project/not-found' });
    await expect(deployments.get(owner, 'full', 'd0')).rejects.toMatchObject({ code: 'project/not-found' });
  });
});
