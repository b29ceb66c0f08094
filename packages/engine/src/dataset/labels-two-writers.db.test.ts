import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

const rounds = 15;
const labelsOf = async (project: string, name: string) =>
  (await test.engine.dataset.getDocument(owner, project, name)).labels.map(({ className }) => className);

describe('two changes of labels at the same time', () => {
  it('of one document: the labels are those of one writer, never of both', async () => {
    const { projects, dataset } = test.engine;
    await projects.createOrChange(owner, 'one', { kind: 'multi', language: 'en' });
    for (const name of ['a', 'b', 'c', 'd']) await projects.addClass(owner, 'one', name);
    await dataset.putDocument(owner, 'one', { name: 'd', text: 'text' });
    for (let round = 0; round < rounds; round += 1) {
      const answers = await Promise.all([
        dataset.setLabels(owner, 'one', 'd', ['a', 'b'], 'train'),
        dataset.setLabels(owner, 'one', 'd', ['c', 'd'], 'test'),
      ]);
      expect(answers).toHaveLength(2);
      const { labels, dataset: part } = await dataset.getDocument(owner, 'one', 'd');
      const names = labels.map(({ className }) => className);
      expect(names).toEqual(part === 'train' ? ['a', 'b'] : ['c', 'd']);
    }
  });

  it('of two documents are both there', async () => {
    const { projects, dataset } = test.engine;
    await projects.createOrChange(owner, 'two', { kind: 'multi', language: 'en' });
    for (const name of ['a', 'b']) await projects.addClass(owner, 'two', name);
    for (let round = 0; round < rounds; round += 1) {
      const names = [`x${round}`, `y${round}`];
      for (const name of names) await dataset.putDocument(owner, 'two', { name, text: 'text' });
      await Promise.all([
        dataset.setLabels(owner, 'two', `x${round}`, ['a']),
        dataset.setLabels(owner, 'two', `y${round}`, ['b']),
      ]);
      expect([await labelsOf('two', `x${round}`), await labelsOf('two', `y${round}`)]).toEqual([['a'], ['b']]);
    }
  });

  it('of a document that is being deleted are refused, or go with it', async () => {
    const { projects, dataset } = test.engine;
    await projects.createOrChange(owner, 'gone', { kind: 'multi', language: 'en' });
    await projects.addClass(owner, 'gone', 'a');
    for (let round = 0; round < rounds; round += 1) {
      await dataset.putDocument(owner, 'gone', { name: 'd', text: 'text' });
      const [, labelled] = await Promise.allSettled([
        dataset.deleteDocument(owner, 'gone', 'd'),
        dataset.setLabels(owner, 'gone', 'd', ['a']),
      ]);
      if (labelled.status === 'rejected') expect(labelled.reason).toMatchObject({ code: 'document/not-found' });
      await expect(dataset.getDocument(owner, 'gone', 'd')).rejects.toMatchObject({ code: 'document/not-found' });
      expect((await projects.listClasses(owner, 'gone'))[0]).toEqual({ name: 'a', documents: 0 });
    }
  });
});
