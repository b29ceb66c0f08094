import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const limit = 30;

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine({ limits: { projects: 10, documents: limit, predictionBacklog: 10 } });
});
afterAll(() => test.stop());

const rounds = 10;
const newProject = (name: string) =>
  test.engine.projects.createOrChange(owner, name, { kind: 'multi', language: 'en' });

describe('two changes of documents at the same time', () => {
  it('are both there, with the classes that both make, each once', async () => {
    const { projects, dataset } = test.engine;
    await newProject('both');
    for (let round = 0; round < rounds; round += 1) {
      const common = `common${round}`;
      await Promise.all([
        dataset.putDocument(owner, 'both', { name: `x${round}`, text: 'text', labels: [common, 'x'] }),
        dataset.putDocument(owner, 'both', { name: `y${round}`, text: 'text', labels: ['y', common] }),
      ]);
    }
    expect((await dataset.listDocuments(owner, 'both', { skip: 0, top: 100 })).total).toBe(2 * rounds);
    const classes = await projects.listClasses(owner, 'both');
    expect(classes).toHaveLength(rounds + 2);
    for (const { name, documents } of classes) expect(documents).toBe(name.startsWith('common') ? 2 : rounds);
  });

  it('of one document: it is what one writer gave, with the labels of that writer', async () => {
    const { dataset } = test.engine;
    await newProject('one');
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all([
        dataset.putDocument(owner, 'one', { name: 'd', text: 'first', labels: ['a', 'b'] }),
        dataset.putDocument(owner, 'one', { name: 'd', text: 'second', labels: ['c'] }),
      ]);
      const { text, labels } = await dataset.getDocument(owner, 'one', 'd');
      expect(labels.map(({ className }) => className)).toEqual(text === 'first' ? ['a', 'b'] : ['c']);
    }
    expect((await dataset.listDocuments(owner, 'one', { skip: 0, top: 10 })).total).toBe(1);
  });

  it('are refused beyond the limit', async () => {
    const { dataset } = test.engine;
    await newProject('full');
    const names = Array.from({ length: limit + 5 }, (_, i) => `d${i}`);
    const answers = await Promise.allSettled(
      names.map((name) => dataset.putDocument(owner, 'full', { name, text: 'text' })),
    );
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused).toHaveLength(5);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'document/limit' });
    expect((await dataset.listDocuments(owner, 'full', { skip: 0, top: 100 })).total).toBe(limit);
  });

  it('in a project that is being deleted are refused, or go with it', async () => {
    const { projects, dataset } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      await newProject('deleted');
      const [deletion, put] = await Promise.allSettled([
        projects.requestDelete(owner, 'deleted'),
        dataset.putDocument(owner, 'deleted', { name: 'd', text: 'text' }),
      ]);
      expect(deletion.status).toBe('fulfilled');
      if (put.status === 'rejected') expect(put.reason).toMatchObject({ code: 'project/not-found' });
      await newProject('deleted');
      expect((await dataset.listDocuments(owner, 'deleted', { skip: 0, top: 10 })).total).toBe(0);
      await projects.requestDelete(owner, 'deleted');
    }
  });
});
