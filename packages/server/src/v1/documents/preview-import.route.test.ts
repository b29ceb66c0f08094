import { buildWorkbook } from '@taxon/testkit/data/build-workbook';
import { ownerKey } from '@taxon/testkit/server/start-route-server';
import { importRows, makeProject } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const v1 = useV1(async (door) => makeProject(door, 'p'));
const preview = async (payload: string | Uint8Array, type: string, query: Record<string, string> = {}) =>
  (await v1.ok('previewImport', { query, payload: payload as string, headers: { 'content-type': type } })).body;

describe('a preview of an import', () => {
  it('shows format, columns with guesses, rows, classes and what would be refused', async () => {
    const file = 'Nr;Nachricht;Kategorie;Category;Message\n1;a;b;heating;"cold; very"\n2;c;d;lift;stuck\n3;e;f;lift;\n';
    expect(await preview(file, 'text/csv; charset=utf-8')).toMatchObject({
      readAs: 'CSV, separated by semicolons',
      format: 'csv',
      separator: ';',
      encoding: 'utf-8',
      complete: true,
      columns: [
        { name: 'Nr', guess: null },
        { name: 'Nachricht', guess: null },
        { name: 'Kategorie', guess: null },
        { name: 'Category', guess: 'label' },
        { name: 'Message', guess: 'text' },
      ],
      rows: [
        { row: 2, line: 2, values: ['1', 'a', 'b', 'heating', 'cold; very'] },
        { row: 3, line: 3, values: ['2', 'c', 'd', 'lift', 'stuck'] },
        { row: 4, line: 4, values: ['3', 'e', 'f', 'lift', ''] },
      ],
      classes: [
        { name: 'heating', count: 1 },
        { name: 'lift', count: 1 },
      ],
      counts: { rows: 3, good: 2, labelled: 2, refused: 1 },
      issues: [{ code: 'import/row-invalid', message: expect.stringContaining('Row 4 (line 4): field "Message"') }],
    });
  });

  it('shows columns and rows of a file that cannot be read, and reads it by the names that are given', async () => {
    const file = 'inhalt,klasse\nhello,A\n';
    const unread = await preview(file, 'text/csv');
    expect(unread.columns).toEqual([
      { name: 'inhalt', guess: null },
      { name: 'klasse', guess: null },
    ]);
    expect(unread.rows).toEqual([{ row: 2, line: 2, values: ['hello', 'A'] }]);
    expect(unread.issues.map(({ code }) => code)).toEqual(['import/file-invalid']);
    const named = await preview(file, 'text/csv', { text: 'inhalt', label: 'klasse', project: 'p' });
    expect(named).toMatchObject({ issues: [], classes: [{ name: 'A', count: 1 }] });
  });

  it('looks at a megabyte of a text, and at all of a workbook', async () => {
    const row = '{"text":"a text of some words","label":"A"}\n';
    const long = await preview(row.repeat(60_000), 'application/x-ndjson');
    expect(long).toMatchObject({ complete: false, issues: [], columns: [{ name: 'text' }, { name: 'label' }] });
    expect(long.counts.rows).toBe(Math.floor(1_000_000 / row.length));
    expect(long.rows).toHaveLength(20);
    const workbook = buildWorkbook([
      { name: 's', rows: [['text'], ...Array.from({ length: 30 }, (_, i) => [`t${i}`])] },
    ]);
    const response = await v1.server.call({
      method: 'POST',
      url: '/v1/previewImport',
      headers: { authorization: `Bearer ${ownerKey}`, 'content-type': 'text/csv' },
      payload: Buffer.from(workbook),
    });
    expect(response.json()).toMatchObject({ format: 'xlsx', complete: true, counts: { rows: 30 }, separator: null });
  });

  it('says the export of another tool', async () => {
    const file = '{"id":1,"text":"a","label":["X"],"Comments":[]}';
    expect(await preview(file, 'application/x-ndjson')).toMatchObject({
      readAs: 'doccano JSON lines',
      encoding: 'utf-8',
    });
  });

  it('counts what the import counts', async () => {
    const file = 'text,label\na,X\nb\nc,Y\n';
    const { counts } = await preview(file, 'text/csv', { project: 'p' });
    const { result } = await importRows(v1, 'p', file, 'text/csv');
    expect(result).toMatchObject({ rows: counts.rows, imported: counts.good, refused: counts.refused });
  });

  it('is refused for a project that is not there', async () => {
    const ask = { query: { project: 'nowhere' }, payload: 'text\n', headers: { 'content-type': 'text/csv' } };
    expect(await v1.refused('previewImport', ask)).toMatchObject({ status: 404, code: 'project/not-found' });
  });
});
