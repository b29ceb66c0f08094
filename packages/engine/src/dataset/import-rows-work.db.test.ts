import { Readable } from 'node:stream';
import { deliver } from '@taxon/testkit/engine/deliver';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowFormat } from '../files/index.ts';
import type { Operation } from '../operations/index.ts';
import { createDatabase, type Database } from '../platform/index.ts';
import type { Document } from './document.ts';

let test: TestEngine;
let db: Database;
const limits = { projects: 500, documents: 2000, predictionBacklog: 10 };

beforeAll(async () => {
  test = await startTestEngine({ limits });
  db = createDatabase(test.connectionString, 2);
});
afterAll(async () => {
  await db.destroy();
  await test.stop();
});

let projects = 0;
async function newProject(kind: 'single' | 'multi'): Promise<string> {
  projects += 1;
  const name = `p${projects}`;
  await test.engine.projects.createOrChange(owner, name, { kind, language: 'en' });
  return name;
}
const codesOf = (operation: Operation) => operation.errors.map(({ code }) => code);
const labelsOf = ({ labels }: Document) => labels.map(({ className }) => className);
const listed = async (project: string) =>
  (await test.engine.dataset.listDocuments(owner, project, { skip: 0, top: 1000 })).documents;
const body = (...parts: (string | Uint8Array)[]) => Readable.from(parts.map((part) => Buffer.from(part)));
const requestRows = (project: string, format: RowFormat, ...parts: string[]) =>
  test.engine.dataset.requestImportRows(owner, project, format, body(...parts));
const importRows = async (project: string, format: RowFormat, ...parts: string[]) =>
  test.run(await requestRows(project, format, ...parts));
const rowsLeft = async (table: 'operation_payload' | 'operation') =>
  (
    await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n;

describe('an import of rows', () => {
  it('adds good rows and names bad ones', async () => {
    const p = await newProject('single');
    const done = await importRows(
      p,
      'csv',
      'text,label,id,dataset\n',
      'one,A,1,train\n,B,2,\n',
      'two,B,3,dev\n\nthree,__proto__,,test\n',
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

  it('takes no class from a text whose commas are not in quotes', async () => {
    const p = await newProject('single');
    const file = 'text,label\nhello, I need help,billing\n"My parcel is lost, where is it?",delivery\n';
    const done = await importRows(p, 'csv', file);
    expect(done).toMatchObject({ status: 'succeeded', result: { rows: 2, imported: 1, failed: 1 } });
    expect(done.errors.map(({ code, message }) => [code, message])).toEqual([
      [
        'import/row-fields',
        'Row 2 (line 2): has 3 fields, the header has 2; a comma within a text must stand in quotes.',
      ],
    ]);
    expect(await test.engine.projects.listClasses(owner, p)).toEqual([{ name: 'delivery', documents: 1 }]);
  });

  it('passes over other columns and members, and says so once', async () => {
    const p = await newProject('single');
    const csv = await importRows(p, 'csv', 'Message,Category,source,other\na,X,s,o\n');
    expect(csv).toMatchObject({ status: 'succeeded', errors: [] });
    expect(csv.warnings.map(({ message }) => message)).toEqual(['Nothing was read from "source", "other".']);
    const lines = await importRows(p, 'jsonl', '{"text":"a","label":"X","a":1}\n{"text":"b","label":"X","b":1,"a":1}');
    expect(lines.warnings.map(({ message }) => message)).toEqual(['Nothing was read from "a", "b".']);
    expect((await listed(p)).map(labelsOf)).toEqual([['X'], ['X'], ['X']]);
  });

  it('refuses a column or member that is close to a label where there is none, and all faults of a header at once', async () => {
    const p = await newProject('single');
    const csv = await importRows(p, 'csv', 'txet,lable,id,ID\na,b,1,2\n');
    expect(csv).toMatchObject({ status: 'failed', errors: [{ code: 'import/file-invalid' }] });
    expect(csv.errors.map(({ message }) => message)).toEqual([
      'The file cannot be read: the header has the column "id" twice; the header has no column "text", but "txet" is close to it: rename it, or name the column with text=txet; the header has no column "label", but "lable" is close to it: rename it, or name the column with label=lable.',
    ]);
    const lines = await importRows(p, 'jsonl', '{"text":"a","lable":"x"}\n\n{"text":"b","label":"x","lable":"y"}');
    expect(lines).toMatchObject({ status: 'succeeded', result: { imported: 1, refused: 1 } });
    expect(lines.errors.map(({ message }) => message)).toEqual([
      'Row 1 (line 1): field "lable": is close to "label", which the row has not: rename it, or name it with label=lable, got "lable".',
    ]);
  });

  it('takes texts without classes in, and says so when the file has no place for them', async () => {
    const p = await newProject('single');
    for (const [format, file] of [
      ['csv', 'text,id\na,1\n,2\n'],
      ['jsonl', '{"text":"a","id":"1"}\n{"id":"2"}'],
    ] as const) {
      const done = await importRows(p, format, file);
      expect(done).toMatchObject({ status: 'succeeded', result: { imported: 1, failed: 1 } });
      expect(done.warnings.map(({ code, parameters }) => [code, parameters])).toEqual([
        ['import/rows-unlabelled', { imported: 1 }],
      ]);
    }
    expect((await importRows(p, 'csv', 'text,label\na,\n')).warnings).toEqual([]);
    expect((await importRows(p, 'jsonl', '{"text":"a","labels":null}')).warnings).toEqual([]);
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

  it('keeps names that it makes apart from ids that look like them, also when these come long after', async () => {
    const p = await newProject('single');
    const few = await importRows(
      p,
      'csv',
      'id,text,label\nrow-000002,second,x\nrow-000003,third,y\n,new,x\n,newer,y\n',
    );
    expect(few).toMatchObject({ status: 'succeeded', result: { rows: 4, imported: 4, added: 4, changed: 0 } });
    expect((await listed(p)).map(({ name, text }) => [name, text])).toEqual([
      ['row-000002', 'second'],
      ['row-000003', 'third'],
      ['row-000004', 'new'],
      ['row-000005', 'newer'],
    ]);
    const q = await newProject('single');
    const many = Array.from({ length: 1200 }, (_, i) => `,text ${i}\n`).join('');
    const late = await importRows(q, 'csv', 'id,text\n', many, 'row-000007,late\nrow-000900,later\n');
    expect(late).toMatchObject({
      status: 'succeeded',
      result: { rows: 1202, imported: 1202, added: 1202, changed: 0 },
    });
    expect(await test.engine.dataset.getDocument(owner, q, 'row-000007')).toMatchObject({ text: 'late' });
    expect(await test.engine.dataset.getDocument(owner, q, 'row-000900')).toMatchObject({ text: 'later' });
    const pages = await Promise.all(
      [0, 1000].map((skip) => test.engine.dataset.listDocuments(owner, q, { skip, top: 1000 })),
    );
    expect(new Set(pages.flatMap(({ documents }) => documents).map(({ text }) => text)).size).toBe(1202);
  });

  it('warns of characters that were replaced', async () => {
    const p = await newProject('single');
    const done = await importRows(p, 'jsonl', '{"text":"a\\u0000b","id":"n","label":"A"}\n{"text":"\\ud800","id":"s"}');
    expect(done.warnings.map(({ code, parameters }) => [code, parameters.location])).toEqual([
      ['import/characters-replaced', 'n'],
      ['import/characters-replaced', 's'],
    ]);
  });

  it('names a thousand bad rows and counts the rest', async () => {
    const p = await newProject('single');
    const done = await importRows(p, 'csv', 'text,label\n', 'good,A\n', ',A\n'.repeat(1500));
    expect(done.errors).toHaveLength(1000);
    expect(done.result).toMatchObject({ rows: 1501, imported: 1, failed: 1500, omittedIssues: 500 });
    expect(done.progress).toEqual({ imported: 1, failed: 1500 });
  });

  it('fails without a good row, with too many classes or documents, or when the file is none', async () => {
    const p = await newProject('single');
    const classes = Array.from({ length: 201 }, (_, i) => `t,c${i}\n`).join('');
    const documents = 't,A\n'.repeat(limits.documents + 1);
    const wrong: readonly [string, string][] = [
      ['text,label\n,A\n', 'import/row-invalid'],
      [`text,label\n${classes}`, 'import/classes-too-many'],
      [`text,label\n${documents}`, 'document/limit'],
      ['label\nA\n', 'import/file-invalid'],
      ['', 'import/file-invalid'],
    ];
    for (const [file, code] of wrong) {
      const done = await importRows(p, 'csv', ...(file === '' ? [] : [file]));
      expect([done.status, codesOf(done)[0]]).toEqual(['failed', code]);
      if (code === 'import/row-invalid') expect(done.progress).toEqual({ imported: 0, failed: 1 });
    }
    expect(await listed(p)).toEqual([]);
    expect(await test.engine.projects.listClasses(owner, p)).toEqual([]);
    await expect(requestRows('nowhere', 'csv', 'text\n')).rejects.toMatchObject({ code: 'project/not-found' });
  });

  it('is accepted wholly or not at all', async () => {
    const p = await newProject('single');
    const before = [await rowsLeft('operation'), await rowsLeft('operation_payload')];
    const broken = Readable.from(
      (async function* () {
        yield 'text\n';
        throw new Error('the caller went away');
      })(),
    );
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
    await expect(deliver(test.engine, 'import-rows', operation.id, context)).rejects.toThrow('stop');
    expect(await listed(p)).toEqual([]);
    expect((await test.engine.operations.get(owner, { id: operation.id, kind: 'import-rows' })).status).toBe(
      'notStarted',
    );
    expect(await test.run(operation)).toMatchObject({ status: 'succeeded', result: { imported: 1500 } });
  });
});

describe('deleting a project', () => {
  it('stops an import of it', async () => {
    const p = await newProject('single');
    const operation = await requestRows(p, 'csv', 'text\n', 'row\n'.repeat(10));
    const deletion = await test.engine.projects.requestDelete(owner, p);
    expect((await test.run(operation)).status).toBe('cancelled');
    await test.run(deletion);
    const stopped = await test.engine.operations.get(owner, { id: operation.id, kind: 'import-rows' });
    expect(stopped.status).toBe('cancelled');
  });
});
