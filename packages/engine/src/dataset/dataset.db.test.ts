import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/index.ts';
import type { Operation } from '../operations/index.ts';
import { createDatabase, type Database } from '../platform/index.ts';
import { owner, startTestEngine, type TestEngine } from '../testing/test-engine.ts';
import type { Document, RowFormat } from './index.ts';

let test: TestEngine;
let db: Database;
const limits = { projects: 500, documents: 2000, predictionBacklog: 10 };

beforeAll(async () => {
  test = await startTestEngine(limits);
  db = createDatabase(test.connectionString, 2);
});
afterAll(async () => {
  await db.destroy();
  await test.stop();
});

let projects = 0;
async function newProject(kind: 'single' | 'multi', container = ''): Promise<string> {
  projects += 1;
  const name = `p${projects}`;
  await test.engine.projects.createOrUpdate(owner, { name, kind, language: 'en', container });
  return name;
}
const { codesOf, namesOf, labelsOf } = {
  codesOf: (operation: Operation) => operation.errors.map(({ code }) => code),
  namesOf: (documents: readonly Document[]) => documents.map(({ name }) => name),
  labelsOf: ({ labels }: Document) => labels.map(({ className }) => className),
};
const listed = async (project: string, filter: object = {}) =>
  (await test.engine.dataset.listDocuments(project, { skip: 0, top: 1000, ...filter })).documents;
const body = (...parts: (string | Uint8Array)[]) => Readable.from(parts.map((part) => Buffer.from(part)));
const requestRows = (project: string, format: RowFormat, ...parts: string[]) =>
  test.engine.dataset.requestImportRows(owner, project, format, body(...parts));
const importRows = async (project: string, format: RowFormat, ...parts: string[]) =>
  test.run(await requestRows(project, format, ...parts));
const requestFile = (project: string, file: unknown) =>
  test.engine.dataset.requestImportLabelsFile(
    owner,
    project,
    body(typeof file === 'string' ? file : JSON.stringify(file)),
  );
const importFile = async (project: string, file: unknown) => test.run(await requestFile(project, file));
const rowsLeft = async (table: 'operation_payload' | 'operation') =>
  (
    await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

describe('a document', () => {
  it('is put, read, replaced, labelled and deleted', async () => {
    const { dataset } = test.engine;
    const p = await newProject('multi');
    const document = {
      name: 'a/b.txt',
      text: 'one\u0000two',
      language: 'DE',
      dataset: 'test' as const,
      labels: ['X', 'Y'],
    };
    const put = await dataset.putDocument(owner, p, document);
    expect(put).toMatchObject({ name: 'a/b.txt', text: 'one\ufffdtwo', language: 'de', dataset: 'test' });
    expect(put.labels).toMatchObject([{ className: 'X', actor: 'key:owner' }, { className: 'Y' }]);
    expect(put.labels[0]?.labeledAt).toBeInstanceOf(Date);
    expect(await dataset.getDocument(p, 'a/b.txt')).toEqual(put);
    const again = await dataset.putDocument(owner, p, { name: 'a/b.txt', text: 'three' });
    expect(again).toMatchObject({ text: 'three', language: undefined, dataset: undefined, labels: [] });
    expect(labelsOf(await dataset.setLabels(owner, p, 'a/b.txt', ['Y', 'Y'], 'train'))).toEqual(['Y']);
    expect((await dataset.setLabels(owner, p, 'a/b.txt', [])).dataset).toBe('train');
    const unknown = dataset.setLabels(owner, p, 'a/b.txt', ['Z']);
    await expect(unknown).rejects.toMatchObject({ code: 'class/not-found', parameters: { className: 'Z' } });
    await dataset.deleteDocument(owner, p, 'a/b.txt');
    const gone = { code: 'document/not-found', parameters: { documentName: 'a/b.txt' } };
    await expect(dataset.getDocument(p, 'a/b.txt')).rejects.toMatchObject(gone);
    await expect(dataset.deleteDocument(owner, p, 'a/b.txt')).rejects.toMatchObject(gone);
    await expect(dataset.setLabels(owner, p, 'a/b.txt', [])).rejects.toMatchObject(gone);
    await expect(dataset.getDocument('nowhere', 'x')).rejects.toMatchObject({ code: 'project/not-found' });
  });

  it('is refused with the field, and changes nothing', async () => {
    const { dataset } = test.engine;
    const p = await newProject('single');
    const good = { name: 'd', text: 'text' };
    const wrong: readonly [object, string][] = [
      [{ name: '' }, 'name'],
      [{ name: 'a\u0000' }, 'name'],
      [{ text: ' ' }, 'text'],
      [{ text: 'é'.repeat(128_001) }, 'text'],
      [{ language: 'klingon' }, 'language'],
      [{ labels: ['A', 'B'] }, 'labels'],
      [{ labels: ['a\nb'] }, 'labels'],
    ];
    for (const [change, field] of wrong) {
      const put = dataset.putDocument(owner, p, { ...good, ...change });
      await expect(put).rejects.toMatchObject({ code: 'input/invalid', parameters: { field } });
    }
    expect(await listed(p)).toEqual([]);
    expect(await test.engine.projects.listClasses(p)).toEqual([]);
    const reader: Actor = { name: 'key:r', role: 'reader', projects: undefined };
    await expect(dataset.putDocument(reader, p, good)).rejects.toMatchObject({ code: 'access/forbidden' });
  });

  it('is found by class, dataset and whether it is labelled', async () => {
    const { dataset } = test.engine;
    const p = await newProject('multi');
    await dataset.putDocument(owner, p, { name: 'a', text: 't', labels: ['X'] });
    await dataset.putDocument(owner, p, { name: 'b', text: 't', labels: ['X', 'Y'], dataset: 'test' });
    await dataset.putDocument(owner, p, { name: 'c', text: 't' });
    expect(namesOf(await listed(p))).toEqual(['a', 'b', 'c']);
    expect(namesOf(await listed(p, { className: 'Y' }))).toEqual(['b']);
    expect(namesOf(await listed(p, { labelled: false }))).toEqual(['c']);
    expect(namesOf(await listed(p, { labelled: true, dataset: 'train' }))).toEqual(['a']);
    expect(namesOf(await listed(p, { dataset: 'test' }))).toEqual(['b']);
    expect(await dataset.listDocuments(p, { skip: 1, top: 1 })).toMatchObject({ documents: [{ name: 'b' }], total: 3 });
  });
});

describe('an import of rows', () => {
  it('adds good rows and names bad ones', async () => {
    const p = await newProject('single');
    const done = await importRows(
      p,
      'csv',
      'text,label,id,dataset\n',
      'one,A,1,train\n,B,2,\n',
      'two,B,3,dev\nthree,__proto__,,test\n',
    );
    expect(done).toMatchObject({ status: 'succeeded', result: { rows: 4, imported: 2, failed: 2, omittedIssues: 0 } });
    expect(done.errors.map(({ parameters }) => [parameters.row, parameters.field])).toEqual([
      [3, 'text'],
      [4, 'dataset'],
    ]);
    const documents = await listed(p);
    expect(documents.map((document) => [document.name, document.dataset, labelsOf(document)])).toEqual([
      ['1', 'train', ['A']],
      ['row-000001', 'test', ['__proto__']],
    ]);
    expect(await rowsLeft('operation_payload')).toBe(0);
  });

  it('goes on numbering, replaces by id, and does nothing when it runs twice', async () => {
    const p = await newProject('multi');
    const first = await requestRows(p, 'jsonl', '{"text":"a","labels":["X"]}\n{"text":"b","id":"same"}\n');
    await test.run(first);
    await test.run(first);
    await importRows(p, 'jsonl', '{"text":"c"}\n{"text":"B","id":"same","labels":["Y"]}');
    const documents = await listed(p);
    expect(documents.map(({ name, text }) => [name, text])).toEqual([
      ['row-000001', 'a'],
      ['row-000002', 'c'],
      ['same', 'B'],
    ]);
    expect(documents.map(labelsOf)).toEqual([['X'], [], ['Y']]);
  });

  it('warns of characters that were replaced', async () => {
    const p = await newProject('single');
    const done = await importRows(p, 'jsonl', '{"text":"a\\u0000b","id":"n"}\n{"text":"\\ud800","id":"s"}');
    expect(done.warnings.map(({ code, parameters }) => [code, parameters.location])).toEqual([
      ['import/characters-replaced', 'n'],
      ['import/characters-replaced', 's'],
    ]);
  });

  it('names a thousand bad rows and counts the rest', async () => {
    const p = await newProject('single');
    const done = await importRows(p, 'csv', 'text,label\n', 'good,A\n', ',A\n'.repeat(1500));
    expect(done.errors).toHaveLength(1000);
    expect(done.result).toEqual({ rows: 1501, imported: 1, failed: 1500, omittedIssues: 500 });
  });

  it('fails without a good row, with too many classes or documents, or when the file is none', async () => {
    const p = await newProject('single');
    const classes = Array.from({ length: 201 }, (_, i) => `t,c${i}\n`).join('');
    const documents = 't,A\n'.repeat(limits.documents + 1);
    const wrong: readonly [string, string][] = [
      ['text,label\n,A\n', 'import/row-invalid'],
      [`text,label\n${classes}`, 'class/limit'],
      [`text,label\n${documents}`, 'document/limit'],
      ['label\nA\n', 'import/file-invalid'],
      ['', 'import/file-invalid'],
    ];
    for (const [file, code] of wrong) {
      const done = await importRows(p, 'csv', ...(file === '' ? [] : [file]));
      expect([done.status, codesOf(done)[0]]).toEqual(['failed', code]);
    }
    expect(await listed(p)).toEqual([]);
    expect(await test.engine.projects.listClasses(p)).toEqual([]);
    await expect(requestRows('nowhere', 'csv', 'text\n')).rejects.toMatchObject({ code: 'project/not-found' });
  });

  it('is accepted wholly or not at all', async () => {
    const p = await newProject('single');
    const before = [await rowsLeft('operation'), await rowsLeft('operation_payload')];
    const broken = new Readable({ read: () => undefined });
    broken.push('text\n');
    setTimeout(() => broken.destroy(new Error('the caller went away')), 30);
    await expect(test.engine.dataset.requestImportRows(owner, p, 'csv', broken)).rejects.toThrow(
      'the caller went away',
    );
    expect([await rowsLeft('operation'), await rowsLeft('operation_payload')]).toEqual(before);
  });

  it('stores a long body in pieces of a megabyte', async () => {
    const p = await newProject('single');
    const long = `${'x'.repeat(999)}\n`.repeat(1300);
    const operation = await requestRows(p, 'csv', 'text\n', long, long);
    const pieces = await db
      .selectFrom('operation_payload')
      .select('bytes')
      .where('operation_id', '=', operation.id)
      .execute();
    expect(pieces.map(({ bytes }) => bytes.length)).toEqual([1 << 20, 1 << 20, 2_600_005 - (2 << 20)]);
    expect(await test.run(operation)).toMatchObject({ status: 'failed', errors: [{ code: 'document/limit' }] });
  });

  it('that is cancelled or handed back changes nothing', async () => {
    const p = await newProject('single');
    const operation = await requestRows(p, 'csv', 'text\n', 'row\n'.repeat(1500));
    const stopping = new AbortController();
    stopping.abort(new Error('stop'));
    const context = { processId: test.engine.processes.id, signal: stopping.signal };
    await expect(test.engine.jobs.importRows(operation.id, context)).rejects.toThrow('stop');
    expect(await listed(p)).toEqual([]);
    expect((await test.engine.operations.get({ id: operation.id, kind: 'import-rows' })).status).toBe('notStarted');
    expect(await test.run(operation)).toMatchObject({ status: 'succeeded', result: { imported: 1500 } });
  });
});

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
    expect(await test.engine.projects.get('made')).toMatchObject({
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
    expect(await test.engine.projects.listClasses('again')).toEqual([
      { name: 'B', documents: 0 },
      { name: 'N', documents: 1 },
    ]);
    const unreadable = await importFile('again', labelsFile({}, [entry('none.txt')]));
    expect([unreadable.status, codesOf(unreadable)]).toEqual(['failed', ['import/document-missing']]);
    expect(namesOf(await listed('again'))).toEqual(['b.txt']);
    expect((await importFile('again', labelsFile({}, []))).status).toBe('succeeded');
    expect(await listed('again')).toEqual([]);
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
    await expect(test.engine.projects.get('fresh')).rejects.toMatchObject({ code: 'project/not-found' });
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

describe('deleting a project', () => {
  it('stops an import of it', async () => {
    const p = await newProject('single');
    const operation = await requestRows(p, 'csv', 'text\n', 'row\n'.repeat(10));
    const deletion = await test.engine.projects.requestDelete(owner, p);
    expect((await test.run(operation)).status).toBe('cancelled');
    await test.run(deletion);
    const gone = test.engine.operations.get({ id: operation.id, kind: 'import-rows' });
    await expect(gone).rejects.toMatchObject({ code: 'operation/not-found' });
  });
});
