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
    const threshold = await importFile('fresh', labelsFile({ settings: { confidenceThreshold: 2 } }));
    expect(threshold.errors[0]?.message).toContain('Field "metadata.settings.confidenceThreshold"');
    await expect(test.engine.projects.get(owner, 'fresh')).rejects.toMatchObject({ code: 'project/not-found' });
    await expect(requestFile('global', {})).rejects.toMatchObject({ code: 'input/invalid' });
  });

  it('takes the texts that were uploaded where the project has no container', async () => {
    const p = await newProject('single');
    await test.engine.dataset.putDocument(owner, p, { name: 'up.txt', text: 'uploaded' });
    await test.engine.dataset.putDocument(owner, p, { name: 'rest.txt', text: 'not in the file' });
    const done = await importFile(p, labelsFile({ storageInputContainerName: '' }, [entry('up.txt'), entry('no.txt')]));
    expect(codesOf(done)).toEqual(['import/text-not-uploaded']);
    expect((await listed(p)).map((one) => [one.name, one.text, labelsOf(one)])).toEqual([
      ['up.txt', 'uploaded', ['A']],
    ]);
  });

  it('names the place in the file of what the project refuses', async () => {
    const p = await newProject('single', 'texts');
    const wrong: readonly [object, string][] = [
      [{ ...labelsFile({ projectKind: 'multi' }), assets: {} }, 'metadata.projectKind'],
      [{ metadata: { modelType: 'multi' }, assets: {} }, 'metadata.modelType'],
      [{ assets: { projectKind: 'multi' } }, 'assets.projectKind'],
      [labelsFile({ storageInputContainerName: 'other' }), 'metadata.storageInputContainerName'],
      [labelsFile({ storageInputContainerName: 'a\u0000' }), 'metadata.storageInputContainerName'],
      [labelsFile({ language: 'klingon' }), 'metadata.language'],
      [labelsFile({ description: 'd'.repeat(5000) }), 'metadata.description'],
    ];
    for (const [file, field] of wrong) {
      const done = await importFile(p, file);
      expect(done).toMatchObject({ status: 'failed', attempt: 1 });
      expect(done.errors.map(({ message }) => message)).toEqual([expect.stringMatching(`[Ff]ield "${field}": `)]);
    }
  });

  it('names one cause once: no container, no texts, no classes', async () => {
    const many = Array.from({ length: 20 }, (_, i) => entry(`${i}.txt`));
    const { storageInputContainerName: _, ...metadata } = labelsFile().metadata;
    const none = await importFile('no-container', { ...labelsFile({}, many), metadata });
    expect(none.errors).toMatchObject([
      {
        code: 'import/no-texts',
        parameters: { field: 'metadata.storageInputContainerName', projectName: 'no-container' },
      },
    ]);
    const there = await newProject('single');
    expect(codesOf(await importFile(there, { ...labelsFile({}, many), metadata }))).toEqual(['import/no-texts']);
    const noClasses = await importFile('no-classes', {
      ...labelsFile(),
      assets: { documents: [entry('a.txt'), entry('b.txt')] },
    });
    expect(noClasses.errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('"assets.classes": must list the classes of the documents, such as "A"'),
    ]);
    for (const name of ['no-container', 'no-classes']) {
      await expect(test.engine.projects.get(owner, name)).rejects.toMatchObject({ code: 'project/not-found' });
    }
  });

  it('refuses a location by the rule that it breaks, and says that only of one outside that it leaves', async () => {
    const locations = [
      'https://account.example/texts/a.txt',
      './a.txt',
      '/a.txt',
      'sub\\c.txt',
      '../texts/a.txt',
      'a.txt',
    ];
    const done = await importFile(
      'spelled',
      labelsFile(
        {},
        locations.map((location) => entry(location)),
      ),
    );
    expect(done).toMatchObject({ status: 'succeeded', result: { imported: 1, failed: 5 } });
    const rule = expect.stringContaining('must be the name of the file within its container');
    expect(done.errors).toMatchObject([
      { code: 'input/invalid', parameters: { field: 'assets.documents[0].location', rule } },
      { code: 'input/invalid', parameters: { field: 'assets.documents[1].location', rule, value: '"./a.txt"' } },
      { code: 'input/invalid', parameters: { field: 'assets.documents[2].location', rule } },
      { code: 'input/invalid', parameters: { field: 'assets.documents[3].location', rule } },
      { code: 'container/location-outside' },
    ]);
  });

  it('finds a file in another Unicode form, under the name that it has', async () => {
    const [composed, decomposed] = ['caf\u00e9.txt', 'cafe\u0301.txt'];
    await test.writeFile('texts', decomposed, 'coffee');
    const done = await importFile('forms', labelsFile({}, [entry(composed)]));
    expect(done).toMatchObject({ status: 'succeeded', errors: [], result: { imported: 1 } });
    expect(namesOf(await listed('forms'))).toEqual([decomposed]);
    const both = await importFile('forms', labelsFile({}, [entry(decomposed), entry(composed)]));
    expect(both).toMatchObject({ status: 'succeeded', result: { imported: 1, failed: 1 } });
    expect(both.errors).toMatchObject([{ code: 'import/document-duplicate', parameters: { location: composed } }]);
    const p = await newProject('single');
    await test.engine.dataset.putDocument(owner, p, { name: decomposed, text: 'uploaded' });
    const noContainer = { storageInputContainerName: '' };
    expect(await importFile(p, labelsFile(noContainer, [entry(composed)]))).toMatchObject({
      status: 'succeeded',
      errors: [],
    });
    expect((await listed(p)).map((one) => [one.name, one.text, labelsOf(one)])).toEqual([
      [decomposed, 'uploaded', ['A']],
    ]);
  });

  it('takes another spelling of a class for the class', async () => {
    const file = {
      ...labelsFile(),
      assets: {
        classes: [{ category: 'Caf\u00e9' }, { category: 'Cafe\u0301' }, { category: 'B' }],
        documents: [entry('a.txt', 'Cafe\u0301'), entry('b.txt', ' Caf\u00e9 '), entry('sub/c.txt', 'B')],
      },
    };
    const done = await importFile('spellings', file);
    expect(done).toMatchObject({ status: 'succeeded', errors: [], result: { imported: 3, classes: 2 } });
    expect(done.warnings).toMatchObject([
      { code: 'import/spellings-joined', parameters: { count: 2, className: 'Caf\u00e9' } },
    ]);
    expect(await test.engine.projects.listClasses(owner, 'spellings')).toEqual([
      { name: 'Caf\u00e9', documents: 2 },
      { name: 'B', documents: 1 },
    ]);
  });

  it('ends at once for strings that cannot be stored, and stores those that it names', async () => {
    const odd = [
      entry('a.txt', 'x\u0000'),
      entry('b\ud800.txt'),
      { ...entry('b.txt'), language: 'x\u0000' },
      entry('sub/c.txt', `${'🙂'.repeat(150)}`),
      { ...entry('b.txt'), dataset: ['🙂'.repeat(100)] },
      entry('a.txt'),
    ];
    const done = await importFile('odd', labelsFile({}, odd));
    expect(done).toMatchObject({ status: 'succeeded', attempt: 1, result: { imported: 1, failed: 5 } });
    const file = await importFile('odd', labelsFile({ projectName: 'a\u0000' }, odd));
    expect(file).toMatchObject({ status: 'failed', attempt: 1 });
    expect(file.errors.map(({ message }) => message)).toEqual([expect.stringContaining('"metadata.projectName"')]);
  });

  it('says why a text is none, as an import of rows does', async () => {
    await test.writeFile('texts', 'utf-16.txt', Buffer.from('\ufeffLondon', 'utf16le'));
    const done = await importFile('utf16', labelsFile({}, [entry('utf-16.txt'), entry('latin.txt')]));
    expect(done.errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Document "utf-16.txt" cannot be read: it is UTF-16.*save it as UTF-8/),
      expect.stringMatching(/^Document "latin.txt" cannot be read: it is not valid UTF-8 \(byte offset 0, line 1\)/),
    ]);
  });
});

describe('a failed import of a labels file', () => {
  it('leaves project, classes and documents as they were', async () => {
    const name = await newProject('single', 'texts');
    await importFile(name, labelsFile({ description: 'before' }, [entry('a.txt')]));
    const before = await test.engine.projects.get(owner, name);
    const change = { description: 'after', language: 'de', multilingual: true, settings: { confidenceThreshold: 1 } };
    const failing: readonly unknown[] = [
      labelsFile(change, [entry('none.txt')]),
      labelsFile(change, [{}]),
      { ...labelsFile(change), assets: { documents: [entry('a.txt')] } },
      JSON.stringify(labelsFile(change)).slice(0, -1),
    ];
    for (const file of failing) {
      expect((await importFile(name, file)).status).toBe('failed');
      expect(await test.engine.projects.get(owner, name)).toEqual(before);
      expect(await test.engine.projects.listClasses(owner, name)).toEqual([
        { name: 'A', documents: 1 },
        { name: 'B', documents: 0 },
      ]);
      expect(namesOf(await listed(name))).toEqual(['a.txt']);
    }
  });

  it('makes no project: the corrected file of another kind succeeds', async () => {
    const first = await importFile('kinds', labelsFile({}, [entry('none.txt')]));
    expect([first.status, codesOf(first)]).toEqual(['failed', ['import/document-missing']]);
    await expect(test.engine.projects.get(owner, 'kinds')).rejects.toMatchObject({ code: 'project/not-found' });
    const multi = 'CustomMultiLabelClassification';
    const corrected = {
      metadata: { ...labelsFile().metadata, projectKind: multi },
      assets: { ...labelsFile({}, [entry('a.txt')]).assets, projectKind: multi },
    };
    expect((await importFile('kinds', corrected)).status).toBe('succeeded');
    expect(await test.engine.projects.get(owner, 'kinds')).toMatchObject({ kind: 'multi' });
  });
});

describe('a location that a labels file lists twice', () => {
  const twice = (documents: readonly object[]) => importFile('twice', labelsFile({}, documents));
  const inTest = { dataset: 'Test' };

  it('is named, and its first entry counts', async () => {
    const done = await twice([
      entry('a.txt'),
      { ...entry('b.txt'), ...inTest },
      entry('a.txt', 'B'),
      { ...entry('b.txt', 'B'), ...inTest },
    ]);
    expect(done).toMatchObject({ status: 'succeeded', result: { documents: 4, imported: 2, failed: 2 } });
    expect(done.errors.map(({ message }) => message)).toEqual([
      'Your document location `a.txt` is duplicated in the dataset `Train`. No duplicate document locations are allowed in the same dataset.',
      'Your document location `b.txt` is duplicated in the dataset `Test`. No duplicate document locations are allowed in the same dataset.',
    ]);
    expect((await listed('twice')).map(labelsOf)).toEqual([['A'], ['A']]);
  });

  const train = async (uniqueLocations: boolean) => {
    const command = { modelName: 'm', configVersion: 'latest', uniqueLocations };
    const { operation } = await test.engine.training.requestTraining(owner, 'twice', command);
    return test.run(operation);
  };

  it('fails a training that asks for unique locations, until it is imported or labelled anew', async () => {
    const refused = await train(true);
    expect(refused).toMatchObject({ status: 'failed', attempt: 1 });
    expect(refused.errors).toMatchObject([
      { code: 'import/document-duplicate', parameters: { location: 'a.txt', dataset: 'Train' } },
      { code: 'import/document-duplicate', parameters: { location: 'b.txt', dataset: 'Test' } },
    ]);
    // Too few classes: the other doors go on to the next rule.
    expect(codesOf(await train(false))).not.toContain('import/document-duplicate');
    await test.engine.dataset.setLabels(owner, 'twice', 'a.txt', ['B']);
    expect((await train(true)).errors).toMatchObject([{ parameters: { location: 'b.txt' } }]);
    await test.engine.dataset.putDocument(owner, 'twice', { name: 'b.txt', text: 'beta', labels: ['A'] });
    expect(codesOf(await train(true))).not.toContain('import/document-duplicate');
    await twice([entry('a.txt'), entry('a.txt')]);
    expect(codesOf(await train(true))).toEqual(['import/document-duplicate']);
    // A failed import takes no mark away.
    expect((await twice([entry('none.txt')])).status).toBe('failed');
    expect(codesOf(await train(true))).toEqual(['import/document-duplicate']);
    await twice([entry('a.txt'), entry('b.txt', 'B')]);
    expect(codesOf(await train(true))).not.toContain('import/document-duplicate');
  });

  it('is marked under the name of its file', async () => {
    const [composed, decomposed] = ['th\u00e9.txt', 'the\u0301.txt'];
    await test.writeFile('texts', decomposed, 'tea');
    await twice([entry(composed), entry(composed)]);
    expect((await train(true)).errors).toMatchObject([{ parameters: { location: decomposed } }]);
  });

  it('in two datasets is named as that', async () => {
    const done = await twice([entry('a.txt'), { ...entry('a.txt'), ...inTest }]);
    expect(done.errors).toMatchObject([{ code: 'import/document-listed-again' }]);
    expect(done.errors.map(({ message }) => message)).toEqual([
      'Document "a.txt" is listed in the dataset `Train` and again in the dataset `Test`: the first entry counts.',
    ]);
  });
});

describe('"none of the classes" in a labels file', () => {
  const multi = { projectKind: 'CustomMultiLabelClassification' };
  const multiFile = (documents: readonly object[]) => ({
    metadata: { ...labelsFile().metadata, ...multi },
    assets: { ...labelsFile({}, documents).assets, ...multi },
  });
  const none = (location: string) => ({ location, dataset: 'Train', classes: [] });

  it('is an empty list of a document with a dataset', async () => {
    const documents = [entry('a.txt'), none('b.txt'), { location: 'sub/c.txt', classes: [] }, { location: 'nul.txt' }];
    const done = await importFile('none', multiFile(documents));
    expect(done).toMatchObject({ status: 'succeeded', result: { imported: 4, reviewedWithNoClass: 1 } });
    expect((await listed('none')).map(({ name, reviewed }) => [name, reviewed])).toEqual([
      ['a.txt', true],
      ['b.txt', true],
      ['nul.txt', false],
      ['sub/c.txt', false],
    ]);
  });

  it('is warned of where it is said of more than half', async () => {
    const even = await importFile('none', multiFile([entry('a.txt'), none('b.txt')]));
    expect(even.warnings).toEqual([]);
    const most = await importFile('none', multiFile([entry('a.txt'), none('b.txt'), none('sub/c.txt')]));
    expect(most.warnings).toMatchObject([{ code: 'import/mostly-no-class', parameters: { count: 2, imported: 3 } }]);
  });

  it('is refused in a single-label project, with the way out', async () => {
    const done = await importFile('none-single', labelsFile({}, [entry('a.txt'), none('b.txt')]));
    expect(done).toMatchObject({ status: 'succeeded', result: { imported: 1, failed: 1 } });
    expect(done.errors[0]?.message).toMatch(/^Field "assets.documents\[1\].classes": .*outOfScope/);
  });
});
