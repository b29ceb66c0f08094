import { Readable } from 'node:stream';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../operations/index.ts';
import type { Document } from './document.ts';

let test: TestEngine;

beforeAll(async () => {
  test = await startTestEngine({ limits: { projects: 500, documents: 2000, predictionBacklog: 10 } });
});
afterAll(() => test.stop());

let projects = 0;
async function newProject(kind: 'single' | 'multi', container = ''): Promise<string> {
  projects += 1;
  await test.engine.projects.createOrChange(owner, `p${projects}`, { kind, language: 'en', container });
  return `p${projects}`;
}
const codesOf = (operation: Operation) => operation.errors.map(({ code }) => code);
const namesOf = (documents: readonly Document[]) => documents.map(({ name }) => name);
const labelsOf = ({ labels }: Document) => labels.map(({ className }) => className);
const listed = async (project: string) =>
  (await test.engine.dataset.listDocuments(owner, project, { skip: 0, top: 1000 })).documents;
const requestFile = (project: string, file: unknown) => {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  return test.engine.dataset.requestImportLabelsFile(owner, project, Readable.from([Buffer.from(text)]));
};
const importFile = async (project: string, file: unknown) => test.run(await requestFile(project, file));

const labelsFile = (change: object = {}, documents: readonly object[] = []) => ({
  projectFileVersion: '2022-05-01',
  stringIndexType: 'Utf16CodeUnit',
  metadata: {
    projectKind: 'CustomSingleLabelClassification',
    storageInputContainerName: 'texts',
    language: 'en-us',
    ...change,
  },
  assets: {
    projectKind: 'CustomSingleLabelClassification',
    classes: [{ category: 'A' }, { category: 'B' }],
    documents,
  },
});
const entry = (location: string, category = 'A') => ({ location, class: { category } });

describe('an import of a labels file', () => {
  beforeAll(async () => {
    const files = { 'a.txt': 'alpha', 'b.txt': 'beta', 'sub/c.txt': 'gamma', 'empty.txt': '', 'nul.txt': 'x\u0000y' };
    for (const [name, content] of Object.entries(files)) await test.writeFile('texts', name, content);
    await test.writeFile('texts', 'latin.txt', Uint8Array.of(0xe9, 0x20));
    await test.writeFile('texts', 'long.txt', 'a'.repeat(128_001));
  });

  it('makes the project with classes, documents and texts', async () => {
    const documents = [
      { ...entry('sub/c.txt', 'B'), dataset: 'Test', language: 'de' },
      entry('a.txt'),
      { location: 'b.txt' },
    ];
    const done = await importFile('made', labelsFile({ multilingual: true, description: 'd' }, documents));
    expect(done).toMatchObject({
      status: 'succeeded',
      errors: [],
      result: { documents: 3, imported: 3, failed: 0, classes: 2 },
    });
    expect(await test.engine.projects.get(owner, 'made')).toMatchObject({
      kind: 'single',
      language: 'en-us',
      multilingual: true,
      container: 'texts',
    });
    expect((await listed('made')).map((one) => [one.name, one.text, one.dataset, one.language, labelsOf(one)])).toEqual(
      [
        ['a.txt', 'alpha', undefined, undefined, ['A']],
        ['b.txt', 'beta', undefined, undefined, []],
        ['sub/c.txt', 'gamma', 'test', 'de', ['B']],
      ],
    );
  });

  it('names every bad document and takes the others in', async () => {
    const names = ['a.txt', 'empty.txt', 'latin.txt', 'long.txt', 'none.txt', '../a.txt', 'a.txt', 'nul.txt'];
    const done = await importFile(
      'bad',
      labelsFile({}, [...names.map((name) => entry(name)), entry('b.txt', 'Z'), {}]),
    );
    expect(done).toMatchObject({ status: 'succeeded', result: { documents: 10, imported: 2, failed: 8 } });
    expect(done.progress).toEqual({ documents: 10, imported: 2 });
    expect([...codesOf(done)].sort()).toEqual([
      'container/location-outside',
      'import/class-unknown',
      'import/document-duplicate',
      'import/document-empty',
      'import/document-missing',
      'import/document-too-long',
      'import/document-undecodable',
      'input/invalid',
    ]);
    expect(done.errors.find(({ code }) => code === 'import/document-missing')?.message).toBe(
      'Document "none.txt" does not exist in the container "texts".',
    );
    expect(done.warnings).toMatchObject([{ code: 'import/characters-replaced', parameters: { location: 'nul.txt' } }]);
    expect(namesOf(await listed('bad'))).toEqual(['a.txt', 'nul.txt']);
  });

  it('replaces what the project had, and only if it can', async () => {
    await importFile('again', labelsFile({}, [entry('a.txt'), entry('b.txt', 'B')]));
    const other = {
      ...labelsFile({ language: 'de' }, []),
      assets: { classes: [{ category: 'B' }, { category: 'N' }], documents: [entry('b.txt', 'N')] },
    };
    expect((await importFile('again', other)).status).toBe('succeeded');
    expect((await listed('again')).map((one) => [one.name, labelsOf(one)])).toEqual([['b.txt', ['N']]]);
    expect(await test.engine.projects.listClasses(owner, 'again')).toEqual([
      { name: 'B', documents: 0 },
      { name: 'N', documents: 1 },
    ]);
    const unreadable = await importFile('again', labelsFile({}, [entry('none.txt')]));
    expect([unreadable.status, codesOf(unreadable)]).toEqual(['failed', ['import/document-missing']]);
    expect(namesOf(await listed('again'))).toEqual(['b.txt']);
    expect((await importFile('again', labelsFile({}, []))).status).toBe('succeeded');
    expect(await listed('again')).toEqual([]);
  });

  it('leaves the data alone when the file says nothing of them', async () => {
    const name = await newProject('single', 'texts');
    await importFile(name, labelsFile({}, [entry('a.txt')]));
    const alien = await importFile(name, { a: 1 });
    expect(alien).toMatchObject({ status: 'failed', errors: [{ code: 'import/file-invalid' }] });
    expect(alien.errors[0]?.message).toContain('no metadata, classes or documents');
    const { assets: _, ...metadataOnly } = labelsFile({ description: 'new' });
    expect(await importFile(name, metadataOnly)).toMatchObject({ status: 'succeeded' });
    expect((await test.engine.projects.get(owner, name)).description).toBe('new');
    expect(namesOf(await listed(name))).toEqual(['a.txt']);
    expect(await importFile(name, labelsFile())).toMatchObject({ status: 'succeeded' });
    expect(await listed(name)).toEqual([]);
  });

  it('is refused for a project of another kind or container, and without its container', async () => {
    await newProject('single', 'texts');
    const p = `p${projects}`;
    const multi = { projectKind: 'CustomMultiLabelClassification' };
    const wrong: readonly [unknown, string][] = [
      [{ metadata: { ...labelsFile().metadata, ...multi }, assets: {} }, 'project/kind-immutable'],
      [labelsFile({ storageInputContainerName: 'other' }), 'project/container-immutable'],
      [labelsFile(multi), 'import/file-invalid'],
      [labelsFile({ language: 'klingon' }), 'input/invalid'],
      [{ assets: { classes: Array.from({ length: 201 }, (_, i) => ({ category: `c${i}` })) } }, 'class/limit'],
      [{ assets: { documents: Array.from({ length: 2001 }, () => ({})) } }, 'document/limit'],
      ['{"metadata": ', 'import/file-invalid'],
    ];
    for (const [file, code] of wrong) {
      const done = await importFile(p, file);
      expect([done.status, codesOf(done)]).toEqual(['failed', [code]]);
    }
    const fresh = await importFile('fresh', labelsFile({ storageInputContainerName: 'nowhere' }, [entry('a.txt')]));
    expect(codesOf(fresh)).toEqual(['container/not-found']);
    expect(fresh.errors[0]?.message).toMatch(/"nowhere" does not exist on host \S+/);
    expect(codesOf(await importFile('fresh', { assets: {} }))).toEqual(['input/missing']);
    await expect(test.engine.projects.get(owner, 'fresh')).rejects.toMatchObject({ code: 'project/not-found' });
    await expect(requestFile('global', {})).rejects.toMatchObject({ code: 'input/invalid' });
  });

  it('takes the texts that were uploaded where the project has no container', async () => {
    const p = await newProject('single');
    await test.engine.dataset.putDocument(owner, p, { name: 'up.txt', text: 'uploaded' });
    await test.engine.dataset.putDocument(owner, p, { name: 'rest.txt', text: 'not in the file' });
    const done = await importFile(p, labelsFile({ storageInputContainerName: '' }, [entry('up.txt'), entry('no.txt')]));
    expect(codesOf(done)).toEqual(['import/document-missing']);
    expect((await listed(p)).map((one) => [one.name, one.text, labelsOf(one)])).toEqual([
      ['up.txt', 'uploaded', ['A']],
    ]);
  });
});
