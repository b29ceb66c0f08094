import { buildTexts } from '@taxon/testkit/data/build-texts';
import { openTestWorkers, type TestWorkers } from '@taxon/testkit/worker/test-workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestWorkers;
beforeAll(async () => {
  test = await openTestWorkers();
  await test.start();
});
afterAll(() => test.stop());

async function modelsOf(project: string): Promise<{ name: string; name_current: boolean }[]> {
  const { id } = await test.engine.projects.get(test.owner, project);
  return test.sql('select name, name_current from model where project_id = $1 order by name, name_current', [id]);
}

async function trained(...names: string[]): Promise<string> {
  const project = await test.addProject('single', buildTexts(45));
  for (const [seed, name] of names.entries()) expect(await test.train(project, name, seed)).toBe('succeeded');
  return project;
}

describe('a model whose name is trained again', () => {
  it('stays for the deployments that point at it, and is erased when none does any more', async () => {
    const { engine, owner } = test;
    const project = await trained('m');
    const first = await engine.models.get(owner, project, 'm');
    await engine.deployments.deploy(owner, project, 'live', 'm');
    expect(await test.train(project, 'm', 7)).toBe('succeeded');
    const second = await engine.models.get(owner, project, 'm');
    expect(second.id).not.toBe(first.id);
    expect((await engine.deployments.get(owner, project, 'live')).model.id).toBe(first.id);
    expect(await modelsOf(project)).toEqual([
      { name: 'm', name_current: false },
      { name: 'm', name_current: true },
    ]);
    expect(await engine.models.list(owner, project, { skip: 0, top: 10 })).toHaveLength(1);
    await engine.deployments.deploy(owner, project, 'live', 'm');
    expect((await engine.deployments.get(owner, project, 'live')).model.id).toBe(second.id);
    expect(await modelsOf(project)).toEqual([{ name: 'm', name_current: true }]);
    const bytes = await test.sql('select model_id from model_bytes where model_id = $1', [first.id]);
    expect(bytes).toEqual([]);
  });

  it('is erased at once when no deployment uses it', async () => {
    const project = await trained('m', 'm');
    expect(await modelsOf(project)).toEqual([{ name: 'm', name_current: true }]);
  });
});

describe('deleting a model', () => {
  it('is refused while deployments use it, and names them', async () => {
    const { engine, owner } = test;
    const project = await trained('m');
    await engine.deployments.deploy(owner, project, 'b', 'm');
    await engine.deployments.deploy(owner, project, 'a', 'm');
    await expect(engine.models.delete(owner, project, 'm')).rejects.toMatchObject({
      code: 'model/deployed',
      message: 'The model "m" is used by the deployments "a", "b" and cannot be deleted.',
    });
    await engine.deployments.delete(owner, project, 'a');
    await engine.deployments.delete(owner, project, 'b');
    await expect(engine.models.delete({ ...owner, role: 'writer' }, project, 'm')).rejects.toMatchObject({
      code: 'access/forbidden',
    });
    await engine.models.delete(owner, project, 'm');
    expect(await modelsOf(project)).toEqual([]);
    await expect(engine.models.delete(owner, project, 'm')).rejects.toMatchObject({ code: 'model/not-found' });
  });
});

describe('deployments', () => {
  it('are operations that are done when they are answered', async () => {
    const { engine, owner } = test;
    const project = await trained('m');
    const operation = await engine.deployments.deploy(owner, project, 'live', 'm');
    expect(operation).toMatchObject({ kind: 'deploy', status: 'succeeded', subject: 'live', projectName: project });
    expect(await test.movesOf(operation.id)).toEqual(['notStarted', 'succeeded']);
    expect((await engine.projects.get(owner, project)).deployedAt).toBeInstanceOf(Date);
    await expect(engine.deployments.deploy(owner, project, 'live', 'other')).rejects.toMatchObject({
      code: 'model/not-trained',
    });
    await expect(engine.deployments.deploy(owner, project, 'swap', 'm')).rejects.toMatchObject({
      code: 'input/invalid',
    });
    await expect(engine.deployments.delete(owner, project, 'gone')).rejects.toMatchObject({
      code: 'deployment/not-found',
    });
  });

  it('are at most ten, and pointing one elsewhere does not count', async () => {
    const { engine, owner } = test;
    const project = await trained('m');
    for (let i = 0; i < 10; i++) await engine.deployments.deploy(owner, project, `d${i}`, 'm');
    await expect(engine.deployments.deploy(owner, project, 'd10', 'm')).rejects.toMatchObject({
      code: 'deployment/limit',
    });
    await engine.deployments.deploy(owner, project, 'd9', 'm');
    expect(await engine.deployments.list(owner, project, { skip: 8, top: 5 })).toHaveLength(2);
  });

  it('take their thresholds along in a swap, and lose them to another model', async () => {
    const { engine, owner } = test;
    const project = await trained('one', 'two');
    await engine.deployments.deploy(owner, project, 'a', 'one');
    await engine.deployments.deploy(owner, project, 'b', 'two');
    const { id } = await engine.projects.get(owner, project);
    const settings = JSON.stringify({ confidenceThreshold: 0.7 });
    await test.sql(`update deployment set settings = $2 where project_id = $1 and name = 'a'`, [id, settings]);
    await engine.deployments.deploy(owner, project, 'a', 'one');
    expect((await engine.deployments.get(owner, project, 'a')).settings).toEqual({ confidenceThreshold: 0.7 });
    await engine.deployments.swap(owner, project, 'a', 'b');
    expect(await engine.deployments.get(owner, project, 'a')).toMatchObject({ model: { name: 'two' }, settings: {} });
    expect(await engine.deployments.get(owner, project, 'b')).toMatchObject({
      model: { name: 'one' },
      settings: { confidenceThreshold: 0.7 },
    });
    await engine.deployments.deploy(owner, project, 'b', 'two');
    expect((await engine.deployments.get(owner, project, 'b')).settings).toEqual({});
  });
});
