import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
  await test.writeFile('texts', 'a.txt', 'alpha');
});
afterAll(() => test.stop());

const rounds = 12;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const file = (metadata: object, location: string) => ({
  metadata: {
    projectKind: 'CustomSingleLabelClassification',
    storageInputContainerName: 'texts',
    language: 'en',
    ...metadata,
  },
  assets: { classes: [{ category: 'A' }], documents: [{ location, class: { category: 'A' } }] },
});
async function importFile(project: string, content: object) {
  const body = Readable.from([Buffer.from(JSON.stringify(content))]);
  return test.run(await test.engine.dataset.requestImportLabelsFile(owner, project, body));
}

describe('an import of a labels file that fails', () => {
  it('while somebody changes the project leaves that change, and nothing of its own', async () => {
    const { projects } = test.engine;
    await projects.createOrChange(owner, 'changed', { kind: 'single', language: 'en', container: 'texts' });
    for (let round = 0; round < rounds; round += 1) {
      const own = { description: 'of the file', multilingual: true, settings: { confidenceThreshold: 1 } };
      const importing = importFile('changed', file(own, 'none.txt'));
      // So that the change meets every step of the import.
      await pause(round * 4);
      await projects.change(owner, 'changed', { description: `round ${round}` });
      expect((await importing).status).toBe('failed');
      expect(await projects.get(owner, 'changed')).toMatchObject({
        description: `round ${round}`,
        multilingual: false,
        settings: {},
      });
    }
  });

  it('while somebody makes a project of its name leaves that project alone', async () => {
    const { projects } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const name = `failed-${round}`;
      const importing = importFile(name, file({}, 'none.txt'));
      await pause(round * 4);
      await projects.createOrChange(owner, name, { kind: 'multi', language: 'de', description: 'made' });
      expect((await importing).status).toBe('failed');
      expect(await projects.get(owner, name)).toMatchObject({ kind: 'multi', language: 'de', description: 'made' });
    }
  });
});

describe('an import of a labels file into a name', () => {
  it('under which a project is being made: there is one project, and no change is lost', async () => {
    const { projects, dataset } = test.engine;
    for (let round = 0; round < rounds; round += 1) {
      const name = `made-${round}`;
      const importing = importFile(name, file({ description: 'of the file' }, 'a.txt'));
      await pause(round * 4);
      const put = { kind: 'single', language: 'en', container: 'texts', settings: { seed: 7 } } as const;
      await projects.createOrChange(owner, name, put);
      expect(await importing).toMatchObject({ status: 'succeeded', result: { imported: 1 } });
      expect(await projects.get(owner, name)).toMatchObject({ description: 'of the file', settings: { seed: 7 } });
      expect((await dataset.listDocuments(owner, name, { skip: 0, top: 5 })).total).toBe(1);
    }
  });

  it('twice at the same time: one project, with the data of one file', async () => {
    const { projects, dataset } = test.engine;
    await test.writeFile('texts', 'b.txt', 'beta');
    for (let round = 0; round < rounds; round += 1) {
      const name = `both-${round}`;
      const ended = await Promise.all([
        importFile(name, file({ description: 'a.txt' }, 'a.txt')),
        importFile(name, file({ description: 'b.txt' }, 'b.txt')),
      ]);
      expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
      const { documents } = await dataset.listDocuments(owner, name, { skip: 0, top: 5 });
      expect(documents.map((document) => document.name)).toEqual([(await projects.get(owner, name)).description]);
    }
  });
});

describe('the limit of projects', () => {
  it('holds when imports and others make projects at the same time', async () => {
    const limited = await startTestEngine({
      connectionString: test.connectionString,
      limits: {
        ...test.config.limits,
        projects: (await test.engine.projects.list(owner, { skip: 0, top: 1000 })).length + 3,
      },
    });
    await limited.writeFile('texts', 'a.txt', 'alpha');
    const { projects, dataset } = limited.engine;
    const imported = async (name: string) => {
      const body = Readable.from([Buffer.from(JSON.stringify(file({}, 'a.txt')))]);
      return (await limited.run(await dataset.requestImportLabelsFile(owner, name, body))).status === 'succeeded';
    };
    const made = (name: string) =>
      projects.createOrChange(owner, name, { kind: 'single', language: 'en' }).then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ code: 'project/limit' });
          return false;
        },
      );
    const results = await Promise.all(
      Array.from({ length: 4 }, (_, i) => [imported(`limit-i${i}`), made(`limit-m${i}`)]).flat(),
    );
    expect(results.filter(Boolean)).toHaveLength(3);
    await limited.stop();
  });
});
