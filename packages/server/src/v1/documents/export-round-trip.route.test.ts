import { importRows } from '@taxon/testkit/server/tickets';
import { useV1 } from '@taxon/testkit/server/use-v1';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const v1 = useV1();
type Kind = 'single' | 'multi';
let made = 0;

async function newProject(kind: Kind): Promise<string> {
  made += 1;
  const project = `p${made}`;
  await v1.ok('putProject', { params: { project }, payload: { kind, language: 'en' } });
  return project;
}

async function exported(project: string, format: 'azure' | 'jsonl' | 'csv'): Promise<string> {
  const { body } = await v1.ok('exportProject', { params: { project }, payload: { format } });
  await v1.server.work('export', body.id);
  const file = await v1.server.call({ method: 'GET', url: `/v1/operations/${body.id}/file` });
  expect(file.statusCode).toBe(200);
  return file.body;
}

// What exporters and importers of other tools stumble over, beside any other text.
const traps = [
  '=1+1',
  '-',
  "'=x",
  "''@y",
  '@',
  '\ttab',
  '"',
  '""',
  'a,b;c|d',
  '[]',
  '["a"]',
  "['a']",
  'line\r\nend',
  '\rx',
  '\ufeffbom',
  'NULL',
  '1e3',
  ' blanks ',
  'ü\u0308',
  '😀',
  '\u2028',
  '{"a":1}',
];
const odd = fc.oneof(
  fc.constantFrom(...traps),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 10 }).map((text) => text.toWellFormed()),
);
const text = fc
  .tuple(odd, odd)
  .map((parts) => parts.join(''))
  .filter((whole) => whole.trim() !== '' && !whole.includes('\0'));
const plain = (whole: string) =>
  whole
    .replace(/\p{Cc}|\p{Cf}/gu, '')
    .normalize('NFC')
    .trim();
const className = odd.map(plain).filter((name) => name !== '' && [...name].length <= 100);
const documentName = odd.map(plain).filter((name) => name !== '' && name.length <= 1024);

const rowsOf = (kind: Kind) =>
  fc.uniqueArray(
    fc.record({
      id: documentName,
      text,
      labels: fc.option(
        fc.uniqueArray(className, { minLength: kind === 'single' ? 1 : 0, maxLength: kind === 'single' ? 1 : 3 }),
        { nil: undefined },
      ),
      language: fc.option(fc.constantFrom('en', 'de'), { nil: undefined }),
      dataset: fc.option(fc.constantFrom('train', 'test'), { nil: undefined }),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
  );

describe('what was exported comes back as it was', () => {
  const contentTypes = { jsonl: 'application/x-ndjson', csv: 'text/csv' } as const;

  it.each([
    ['jsonl', 'single'],
    ['jsonl', 'multi'],
    ['csv', 'single'],
    ['csv', 'multi'],
  ] as const)('%s of a %s-label project, into an empty project, to the same bytes', async (format, kind) => {
    await fc.assert(
      fc.asyncProperty(rowsOf(kind), async (rows) => {
        const first = await newProject(kind);
        const lines = rows.map((row) => JSON.stringify(row)).join('\n');
        const done = await importRows(v1, first, lines, 'application/x-ndjson');
        expect(done).toMatchObject({ status: 'succeeded', errors: [] });
        const file = await exported(first, format);
        const second = await newProject(kind);
        const back = await importRows(v1, second, file, contentTypes[format]);
        expect(back).toMatchObject({ status: 'succeeded', errors: [], result: { imported: rows.length } });
        expect(await exported(second, format)).toBe(file);
        // Both formats hold the same.
        expect(await exported(second, 'jsonl')).toBe(await exported(first, 'jsonl'));
        for (const project of [first, second]) {
          await v1.ok('deleteProject', { params: { project } });
        }
      }),
      { seed: 9, numRuns: 8 },
    );
  });
});

describe('Azure’s project file', () => {
  const rows = [
    { id: 'a.txt', text: 'one', labels: ['B', 'A'], dataset: 'train', language: 'de' },
    { id: 'b/c.txt', text: 'two', labels: ['A'], dataset: 'test' },
    { id: 'd.txt', text: 'three', labels: [], dataset: 'train' },
    { id: 'e.txt', text: 'four' },
  ];
  const load = async (project: string, file: string) => {
    const ask = { params: { project }, payload: file, headers: { 'content-type': 'application/json' } };
    const { body } = await v1.ok('importLabelsFile', ask);
    await v1.server.work('import', body.id);
    return (await v1.ok('getOperation', { params: { operation: body.id } })).body;
  };

  it('replaces a project without a container by itself', async () => {
    const project = await newProject('multi');
    await importRows(v1, project, rows.map((row) => JSON.stringify(row)).join('\n'), 'application/x-ndjson');
    const file = await exported(project, 'azure');
    expect(await load(project, file)).toMatchObject({ status: 'succeeded', errors: [], result: { imported: 4 } });
    expect(await exported(project, 'azure')).toBe(file);
  });

  it('makes the same project elsewhere, with the texts of its container, at our door and at Azure’s', async () => {
    for (const { id, text: content } of rows) {
      await v1.server.writeFile('texts', id, content);
    }
    const project = 'from-container';
    const documents = rows.map(({ id, labels, dataset, language }) => ({
      location: id,
      language,
      dataset: dataset === undefined ? undefined : dataset === 'train' ? 'Train' : 'Test',
      classes: labels?.toSorted().map((category) => ({ category })),
    }));
    const metadata = {
      projectKind: 'CustomMultiLabelClassification',
      language: 'en',
      storageInputContainerName: 'texts',
    };
    const assets = { projectKind: metadata.projectKind, classes: [{ category: 'B' }, { category: 'A' }], documents };
    const given = JSON.stringify({
      projectFileVersion: '2022-05-01',
      stringIndexType: 'Utf16CodeUnit',
      metadata,
      assets,
    });
    expect(await load(project, given)).toMatchObject({ status: 'succeeded', errors: [] });
    const file = await exported(project, 'azure');
    expect(JSON.parse(file).assets).toEqual(JSON.parse(JSON.stringify(assets)));

    await v1.server.call({ method: 'DELETE', url: `/v1/projects/${project}` });
    expect(await load(project, file)).toMatchObject({ status: 'succeeded', errors: [], result: { imported: 4 } });
    expect(await exported(project, 'azure')).toBe(file);

    await v1.server.call({ method: 'DELETE', url: `/v1/projects/${project}` });
    const asked = await v1.server.call({
      method: 'POST',
      url: `/language/authoring/analyze-text/projects/${project}/:import?api-version=2023-04-01`,
      headers: { 'content-type': 'application/json' },
      payload: file,
    });
    expect(asked.statusCode).toBe(202);
    const job = /import\/jobs\/([^?]+)/.exec(String(asked.headers['operation-location']))?.[1] ?? '';
    await v1.server.work('import', job);
    expect(await exported(project, 'azure')).toBe(file);
  });
});
