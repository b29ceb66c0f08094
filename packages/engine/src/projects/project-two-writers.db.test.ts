import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

const rounds = 20;
const empty = { kind: 'single', language: 'en' } as const;

describe('two changes of one project at the same time', () => {
  it('are both there', async () => {
    const { projects } = test.engine;
    await projects.createOrChange(owner, 'both', { ...empty, settings: { seed: 7 } });
    for (let round = 1; round <= rounds; round += 1) {
      const confidenceThreshold = round / 100;
      await Promise.all([
        projects.change(owner, 'both', { description: `round ${round}` }),
        projects.change(owner, 'both', { settings: { confidenceThreshold } }),
        projects.createOrChange(owner, 'both', { settings: { outOfScope: 0.5 + confidenceThreshold } }),
      ]);
      expect(await projects.get(owner, 'both')).toMatchObject({
        description: `round ${round}`,
        settings: { confidenceThreshold, outOfScope: 0.5 + confidenceThreshold, seed: 7 },
      });
    }
  });

  it('of which one takes the language and the other adds a document: one of them is refused', async () => {
    const { projects, dataset } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const name = `language-${round}`;
      await projects.createOrChange(owner, name, empty);
      const [changed, added] = await Promise.allSettled([
        projects.change(owner, name, { language: 'de' }),
        dataset.putDocument(owner, name, { name: 'd', text: 'text' }),
      ]);
      expect(added.status).toBe('fulfilled');
      const { language } = await projects.get(owner, name);
      expect(language).toBe(changed.status === 'fulfilled' ? 'de' : 'en');
      if (changed.status === 'rejected') expect(changed.reason).toMatchObject({ code: 'input/invalid' });
    }
  });
});

describe('a change of a project that is being deleted', () => {
  it('is refused, or done before the project goes', async () => {
    const { projects } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const name = `deleted-${round}`;
      await projects.createOrChange(owner, name, empty);
      const deletion = projects.requestDelete(owner, name);
      await new Promise((resolve) => setTimeout(resolve, round / 2));
      const [changed] = await Promise.allSettled([projects.change(owner, name, { description: 'second' })]);
      await deletion;
      if (changed.status === 'rejected') expect(changed.reason).toMatchObject({ code: 'project/not-found' });
      await expect(projects.get(owner, name)).rejects.toMatchObject({ code: 'project/not-found' });
    }
  });
});
