import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buildParquet } from '@taxon/testkit/data/build-parquet';
import { buildWorkbook } from '@taxon/testkit/data/build-workbook';
import { itEachShared } from '@taxon/testkit/data/it-each-shared';
import { isShared, sharedFolder } from '@taxon/testkit/data/shared-folder';
import { owner, startTestEngine, type TestEngine } from '@taxon/testkit/engine/test-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowFormat } from '../files/index.ts';
import type { ImportHow } from './import-rows-work.ts';

let test: TestEngine;
beforeAll(async () => {
  test = await startTestEngine();
});
afterAll(() => test.stop());

let projects = 0;
async function newProject(kind: 'single' | 'multi' = 'multi'): Promise<string> {
  projects += 1;
  const name = `p${projects}`;
  await test.engine.projects.createOrChange(owner, name, { kind, language: 'en' });
  return name;
}
const request = (project: string, format: RowFormat, file: string | Uint8Array, how?: ImportHow) =>
  test.engine.dataset.requestImportRows(owner, project, format, Readable.from([Buffer.from(file)]), how);
const importRows = async (project: string, format: RowFormat, file: string | Uint8Array, how?: ImportHow) =>
  test.run(await request(project, format, file, how));
const countOf = (result: unknown, name: string): number | undefined =>
  (result as Readonly<Record<string, number>> | undefined)?.[name];
const listed = async (project: string) =>
  (await test.engine.dataset.listDocuments(owner, project, { skip: 0, top: 1000 })).documents.map((document) => ({
    name: document.name,
    text: document.text,
    labels: document.labels.map(({ className }) => className),
    reviewed: document.reviewed,
  }));
const texts = async (project: string) => (await listed(project)).map(({ text, labels }) => [text, ...labels]);
const classesOf = async (project: string) =>
  (await test.engine.projects.listClasses(owner, project)).map(({ name, documents }) => [name, documents]);

describe('what is said of a file as a whole', () => {
  it('names every column that is passed over, in one warning', async () => {
    const p = await newProject();
    const done = await importRows(p, 'csv', 'text,label,note,price\na,x,n,1\nb,y,n,2\n');
    expect(done).toMatchObject({ status: 'succeeded', errors: [], result: { added: 2 } });
    expect(done.warnings).toMatchObject([
      { code: 'import/columns-passed-over', parameters: { columns: '"note", "price"' } },
    ]);
  });

  it('names the line of a cell that seems to hold rows', async () => {
    const p = await newProject();
    const done = await importRows(p, 'csv', 'text,label\na,x\n"b,x\nc,y\nd,x",y\ne,y\n');
    expect(done).toMatchObject({ status: 'succeeded', errors: [], result: { added: 3 } });
    expect(done.warnings).toMatchObject([{ code: 'import/cell-holds-rows', parameters: { lines: '3' } }]);
  });
});

describe('a file of another format', () => {
  const rows: [string, string][] = [
    ['the boiler is cold', 'heating'],
    ['the lift is stuck', 'lift'],
  ];
  const workbook = buildWorkbook([
    { name: 'first', rows: [['id', 'text', 'label'], ...rows.map((row, i) => [i + 1, ...row])] },
    { name: 'second', rows: [['text'], ['another']] },
  ]);
  const parquet = buildParquet({ text: rows.map(([text]) => text), label: rows.map(([, label]) => label) });

  it.each([
    ['xlsx', workbook, 'Excel workbook'],
    ['csv', workbook, 'Excel workbook'],
    ['parquet', parquet, 'Parquet'],
    ['jsonl', parquet, 'Parquet'],
  ] as const)('comes in, also when it was sent as something else: %s', async (format, file, readAs) => {
    const p = await newProject();
    const done = await importRows(p, format, file);
    expect(done).toMatchObject({ status: 'succeeded', errors: [], result: { added: 2, readAs } });
    expect((await texts(p)).sort()).toEqual(rows);
  });

  it('is read from the sheet that the request names', async () => {
    const p = await newProject();
    await importRows(p, 'xlsx', workbook, { reading: { sheet: 'second' } });
    expect(await texts(p)).toEqual([['another']]);
    const none = await importRows(p, 'xlsx', workbook, { reading: { sheet: 'third' } });
    expect(none).toMatchObject({ status: 'failed', errors: [{ code: 'import/file-invalid' }] });
  });

  it.each([
    ['an old workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), 'old form (.xls)'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed with gzip'],
    ['a PDF document', Buffer.from('%PDF-1.7'), 'a PDF document'],
  ])('that is none is named: %s', async (_name, file, problem) => {
    const done = await importRows(await newProject(), 'csv', file);
    expect(done.status).toBe('failed');
    expect(done.errors[0]?.message).toContain(problem);
  });
});

describe('encodings', () => {
  it('are those that the request names, or UTF-16 by itself', async () => {
    const p = await newProject();
    const latin = Buffer.from('text,label\nDie M\u00fcllabfuhr,m\u00fcll\n', 'latin1');
    expect(await importRows(p, 'csv', latin, { reading: { charset: 'windows-1252' } })).toMatchObject({
      result: { added: 1, readAs: 'CSV, separated by commas, WINDOWS-1252' },
    });
    const gb = Uint8Array.from([...Buffer.from('text\n'), 0xc4, 0xe3, 0xba, 0xc3, 10]);
    expect(await importRows(p, 'csv', gb, { reading: { charset: 'gb18030' } })).toMatchObject({ result: { added: 1 } });
    for (const mark of ['', '\ufeff']) {
      const utf16 = Buffer.from(`${mark}text\tlabel\nstra\u00dfe\tA\n`, 'utf16le');
      const done = await importRows(p, 'csv', utf16);
      expect(done).toMatchObject({ result: { added: 1, readAs: 'CSV, separated by tabs, UTF-16LE' } });
      expect(await importRows(p, 'csv', utf16.swap16())).toMatchObject({ result: { added: 1 } });
    }
    expect((await texts(p)).map(([text]) => text)).toEqual([
      'Die M\u00fcllabfuhr',
      '\u4f60\u597d',
      ...Array(4).fill('stra\u00dfe'),
    ]);
  });

  it.each([
    ['windows-1252', Buffer.from('gr\u00fc\u00dfe aus k\u00f6ln', 'latin1')],
    ['gb18030', Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3, 0xca, 0xc0, 0xbd, 0xe7])],
    ['windows-1251', Uint8Array.from([0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0])],
    ['shift_jis', Uint8Array.from([0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd])],
  ])('of rows that are no UTF-8 are guessed: %s', async (charset, bytes) => {
    const p = await newProject();
    const done = await importRows(
      p,
      'csv',
      Buffer.concat([Buffer.from('text\ngood\n'), bytes, Buffer.from('\nfine\n')]),
    );
    expect(done).toMatchObject({ status: 'succeeded', result: { added: 2, refused: 1 } });
    expect(done.errors[0]?.message).toContain(
      `it looks like ${charset}: save it as UTF-8, or send it with charset=${charset}`,
    );
    expect(done.errors[0]?.message).toContain('Row 3 (line 3)');
  });
});

describe('exports of other tools', () => {
  const finished = { was_cancelled: false, result: [] };
  const chosen = (...choices: string[]) => ({ result: [{ type: 'choices', value: { choices } }] });
  const min = { annotator: 1, annotation_id: 1, lead_time: 2.5, created_at: '', updated_at: '' };
  it.each([
    [
      'doccano JSON lines',
      [
        { id: 1, text: 'a', label: ['X', 'Y'], Comments: [] },
        { id: 2, text: 'b', label: [], Comments: [] },
      ],
      [['X', 'Y'], undefined],
    ],
    [
      'Label Studio JSON',
      [
        { id: 1, data: { text: 'a' }, annotations: [chosen('X', 'Y')], predictions: [] },
        { id: 2, data: { text: 'b' }, annotations: [], predictions: [] },
        { id: 3, data: { text: 'c' }, annotations: [finished], predictions: [] },
      ],
      [['X', 'Y'], undefined, []],
    ],
    [
      'Label Studio JSON_MIN',
      [
        { id: 1, text: 'a', topic: 'X', ...min },
        { id: 2, text: 'b', topic: { choices: ['X', 'Y'] }, ...min },
      ],
      [['X'], ['X', 'Y']],
    ],
    [
      'Argilla JSON',
      [
        {
          id: '1',
          status: 'completed',
          fields: { text: 'a' },
          responses: { label: [{ value: ['X'] }] },
          suggestions: {},
        },
        { id: '2', status: 'pending', fields: { text: 'b' }, responses: {}, suggestions: {} },
        { id: '3', status: 'completed', fields: { text: 'c' }, responses: { label: [{ value: [] }] }, suggestions: {} },
      ],
      [['X'], undefined, []],
    ],
    [
      'Argilla 1 JSON',
      [
        { id: '1', text: 'a', annotation: ['X'], annotation_agent: 'me', multi_label: true, status: 'Validated' },
        { id: '2', text: 'b', annotation: null, annotation_agent: null, multi_label: true, status: 'Default' },
      ],
      [['X'], undefined],
    ],
  ])('are recognised, and it is said: %s', async (readAs, rows, labels) => {
    const p = await newProject();
    const done = await importRows(p, 'jsonl', JSON.stringify(rows));
    expect(done).toMatchObject({ status: 'succeeded', errors: [], warnings: [], result: { readAs } });
    const documents = await listed(p);
    expect(documents.map(({ text }) => text)).toEqual(['a', 'b', 'c'].slice(0, rows.length));
    expect(documents.map((each) => (each.reviewed ? each.labels : undefined))).toEqual(labels);
  });

  it('count an empty list as the request says', async () => {
    const p = await newProject();
    const file = '{"id":1,"text":"a","label":[],"Comments":[]}\n{"id":2,"text":"b","label":["X"],"Comments":[]}';
    const done = await importRows(p, 'jsonl', file, { reading: { emptyMeans: 'none' } });
    expect(done.result).toMatchObject({ added: 2, reviewedWithNoClass: 1 });
    expect((await listed(p)).map(({ reviewed }) => reviewed)).toEqual([true, true]);
  });
});

describe('labels of a file', () => {
  it('in another spelling mean the class that is there, and are counted', async () => {
    const p = await newProject('single');
    const decomposed = 'cafe\u0301';
    const file = `text,label\na,caf\u00e9\nb,${decomposed}\nc,my  class\nd,my\u00a0class\ne,my cl\u200bass\n`;
    const done = await importRows(p, 'csv', file);
    expect(await classesOf(p)).toEqual([
      ['caf\u00e9', 2],
      ['my  class', 3],
    ]);
    expect(done.warnings.map(({ code, parameters }) => [code, parameters.count])).toEqual([
      ['import/spellings-joined', 3],
    ]);
  });

  it('that nearly all differ are warned of from 20 rows on; more than 200 new ones are refused in the same words', async () => {
    const words = 'the wrong column may have been read as labels';
    const file = (count: number) => `text,label\n${Array.from({ length: count }, (_, i) => `t${i},c${i}\n`).join('')}`;
    const warned = await importRows(await newProject(), 'csv', file(20));
    expect(warned.warnings.map(({ code }) => code)).toEqual(['import/labels-differ']);
    expect(warned.warnings[0]?.message).toContain(words);
    expect((await importRows(await newProject(), 'csv', file(19))).warnings).toEqual([]);
    const refused = await importRows(await newProject(), 'csv', file(201));
    expect(refused).toMatchObject({ status: 'failed', errors: [{ code: 'import/classes-too-many' }] });
    expect(refused.errors[0]?.message).toContain(words);
  });
});

describe('rows whose ids are there', () => {
  const first = '{"id":"a","text":"one","labels":["X"]}\n{"id":"b","text":"two"}\n';
  const second =
    '{"id":"a","text":"one","labels":["X"]}\n{"id":"b","text":"2","labels":["X"]}\n{"id":"c","text":"three"}\n';

  it('replace, are skipped, or fail the import; and what became of them is counted', async () => {
    const p = await newProject();
    expect((await importRows(p, 'jsonl', first)).result).toMatchObject({
      added: 2,
      changed: 0,
      unchanged: 0,
      skipped: 0,
    });
    const failed = await importRows(p, 'jsonl', second, { onExisting: 'fail' });
    expect(failed).toMatchObject({ status: 'failed', errors: [{ code: 'import/document-exists' }] });
    expect(await texts(p)).toEqual([['one', 'X'], ['two']]);
    const skipped = await importRows(p, 'jsonl', second, { onExisting: 'skip' });
    expect(skipped.result).toMatchObject({ rows: 3, imported: 3, added: 1, changed: 0, unchanged: 0, skipped: 2 });
    expect(await texts(p)).toEqual([['one', 'X'], ['two'], ['three']]);
    const replaced = await importRows(p, 'jsonl', second);
    expect(replaced.result).toMatchObject({ added: 0, changed: 1, unchanged: 2, skipped: 0, refused: 0 });
    expect(await texts(p)).toEqual([['one', 'X'], ['2', 'X'], ['three']]);
  });

  it('of two writers are both counted as one of them came second', async () => {
    for (let round = 0; round < 5; round += 1) {
      const p = await newProject();
      const asked = [await request(p, 'jsonl', first), await request(p, 'jsonl', first)];
      const done = await Promise.all(asked.map((operation) => test.run(operation)));
      expect(done.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
      expect(done.map(({ result }) => [countOf(result, 'added'), countOf(result, 'unchanged')]).sort()).toEqual([
        [0, 2],
        [2, 0],
      ]);
      expect(await texts(p)).toEqual([['one', 'X'], ['two']]);
    }
  });

  it('of two writers that must not find any: one fails whole', async () => {
    for (let round = 0; round < 5; round += 1) {
      const p = await newProject();
      const other = '{"id":"b","text":"other"}\n{"id":"z","text":"last"}\n';
      const asked = [
        await request(p, 'jsonl', first, { onExisting: 'fail' }),
        await request(p, 'jsonl', other, { onExisting: 'fail' }),
      ];
      const done = await Promise.all(asked.map((operation) => test.run(operation)));
      expect(done.map(({ status }) => status).sort()).toEqual(['failed', 'succeeded']);
      expect(await texts(p)).toHaveLength(2);
    }
  });
});

describe('a check', () => {
  it('answers what the import would, and writes nothing', async () => {
    const p = await newProject();
    await importRows(p, 'csv', 'id,text,label\na,one,X\n');
    const before = await test.engine.projects.get(owner, p);
    const file = 'id,text,label,other\na,one,Y,o\nb,two,Z,o\nc,,Z,o\nd,broken\n';
    const checked = await importRows(p, 'csv', file, { check: true });
    expect(await listed(p)).toHaveLength(1);
    expect(await classesOf(p)).toEqual([['X', 1]]);
    expect(await test.engine.projects.get(owner, p)).toEqual(before);
    const done = await importRows(p, 'csv', file);
    expect(checked).toMatchObject({ status: 'succeeded', errors: done.errors, warnings: done.warnings });
    expect(checked.result).toEqual({ ...done.result, check: true });
    expect(done.result).toMatchObject({ added: 1, changed: 1, refused: 2, check: false });
  });
});

describe('files of ../shared/field', () => {
  const cases: readonly {
    title: string;
    kind?: 'single' | 'multi';
    how?: ImportHow;
    added: number;
    classes?: readonly (readonly [string, number])[];
    says?: RegExp;
  }[] = [
    { title: '01-mixed-line-ends/a-header-crlf-rows-lf.csv', added: 3 },
    {
      title: '01-mixed-line-ends/b-crlf-then-appended-lf.csv',
      added: 4,
      classes: [
        ['heating', 2],
        ['lift', 1],
        ['water', 1],
      ],
    },
    { title: '01-mixed-line-ends/c-header-lf-rows-crlf.csv', added: 3 },
    { title: '06-empty-list-in-multi/rows.jsonl', added: 30 },
    {
      title: '08-list-in-the-label-column/brackets.csv',
      added: 3,
      classes: [
        ['cats', 2],
        ['dogs', 1],
        ['birds', 1],
      ],
    },
    {
      title: '10-label-is-an-array/export.jsonl',
      added: 2,
      classes: [
        ['cats', 1],
        ['dogs', 1],
        ['birds', 1],
      ],
    },
    {
      title: '10-label-is-an-array/numbers.jsonl',
      added: 2,
      classes: [
        ['0', 1],
        ['1', 1],
        ['2', 1],
      ],
    },
    { title: '11-stray-quote-refuses-the-file/unquoted.csv', kind: 'single', added: 3 },
    { title: '11-stray-quote-refuses-the-file/unquoted.tsv', kind: 'single', added: 4 },
    { title: '13-empty-trailing-columns/excel.csv', kind: 'single', added: 3 },
    { title: '20-id-of-a-row-that-cannot-be-read/rows.csv', added: 2, says: /Row 3/ },
    { title: '20-id-of-a-row-that-cannot-be-read/rows.jsonl', added: 2, says: /Row 2/ },
    { title: '21-encodings/cp1252.csv', added: 0, says: /windows-1252: save it as UTF-8/ },
    { title: '21-encodings/cp1252.csv', how: { reading: { charset: 'windows-1252' } }, added: 1 },
    { title: '21-encodings/utf16le-no-bom.csv', added: 1, classes: [['m\u00fcll', 1]] },
    { title: '22-sep-line/excel.csv', kind: 'single', added: 2 },
    { title: '23-json-that-is-not-lines/array.json', added: 2 },
    { title: '23-json-that-is-not-lines/pretty.json', added: 2 },
  ];
  itEachShared(isShared('field'), 'come in', cases, async ({ title, kind, how, added, classes, says }) => {
    const p = await newProject(kind);
    const format = /\.[ct]sv$/.test(title) ? 'csv' : 'jsonl';
    const done = await importRows(p, format, readFileSync(join(sharedFolder, 'field', title)), how);
    expect(countOf(done.result, 'added') ?? 0).toBe(added);
    if (classes !== undefined) expect(await classesOf(p)).toEqual(classes);
    if (says === undefined) expect(done.errors).toEqual([]);
    else expect(done.errors.map(({ message }) => message).join('\n')).toMatch(says);
  });
});
