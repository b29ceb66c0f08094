import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

const rounds = 10;
const newProject = (name: string) =>
  test.engine.projects.createOrChange(owner, name, { kind: 'multi', language: 'en' });
const namesOf = async (project: string) =>
  (await test.engine.projects.listClasses(owner, project)).map(({ name }) => name).sort();

describe('two changes of the classes of one project at the same time', () => {
  it('add both classes, and a class of one name once', async () => {
    const { projects } = test.engine;
    await newProject('adds');
    for (let round = 0; round < rounds; round += 1) {
      const wanted = [`a${round}`, `b${round}`, `same${round}`, `same${round}`];
      const answers = await Promise.allSettled(wanted.map((name) => projects.addClass(owner, 'adds', name)));
      const refused = answers.filter((answer) => answer.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toMatchObject({ code: 'class/exists' });
      expect(await namesOf('adds')).toEqual(expect.arrayContaining([...new Set(wanted)]));
    }
    expect(await namesOf('adds')).toHaveLength(3 * rounds);
  });

  it('rename one class once, and never to the name of another', async () => {
    const { projects } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const project = `renames-${round}`;
      await newProject(project);
      for (const name of ['x', 'y']) await projects.addClass(owner, project, name);
      const answers = await Promise.allSettled([
        projects.renameClass(owner, project, 'x', 'z'),
        projects.renameClass(owner, project, 'x', 'w'),
        projects.renameClass(owner, project, 'y', 'z'),
      ]);
      // Of the two renames of x one is done, and the other finds no x or a z that is there already.
      const [toZ, toW, otherToZ] = answers.map(({ status }) => status === 'fulfilled');
      expect([toZ, toW].filter(Boolean)).toHaveLength(1);
      expect(toZ === true && otherToZ === true).toBe(false);
      for (const answer of answers) {
        if (answer.status === 'fulfilled') continue;
        expect(['class/exists', 'class/not-found']).toContain(answer.reason.code);
      }
      expect(await namesOf(project)).toEqual([toW ? 'w' : 'z', otherToZ ? 'z' : 'y'].sort());
    }
  });

  it('remove a class with its labels, or find it gone', async () => {
    const { projects, dataset } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const project = `removes-${round}`;
      await newProject(project);
      await dataset.putDocument(owner, project, { name: 'd', text: 'text', labels: ['kept', 'removed'] });
      const [removed, labelled] = await Promise.allSettled([
        projects.removeClass(owner, project, 'removed'),
        dataset.setLabels(owner, project, 'd', ['removed']),
      ]);
      expect(removed.status).toBe('fulfilled');
      if (labelled.status === 'rejected') expect(labelled.reason).toMatchObject({ code: 'class/not-found' });
      expect(await namesOf(project)).toEqual(['kept']);
      const { labels } = await dataset.getDocument(owner, project, 'd');
      expect(labels.map(({ className }) => className)).toEqual(labelled.status === 'rejected' ? ['kept'] : []);
    }
  });
});
