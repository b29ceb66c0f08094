// Runs every command of docs/import.md, in their order, with the files that the page shows. Only the address, the key and
// the folder are the test's own.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildParquet } from '@taxon/testkit/data/build-parquet';
import { buildWorkbook } from '@taxon/testkit/data/build-workbook';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let taxon: TaxonProcess;
beforeAll(async () => {
  taxon = await startTaxon();
});
afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
});

const run = promisify(execFile);
const page = new URL('../../docs/import.md', import.meta.url);

/** The cells of the table under the name of a file. */
function tableOf(text: string, name: string): string[][] {
  const lines = text.slice(text.indexOf(`\`${name}\``)).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const rows = lines.slice(
    first,
    lines.findIndex((line, index) => index > first && !line.startsWith('|')),
  );
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return cells.filter((_, index) => index !== 1);
}

async function writeFiles(text: string, folder: string): Promise<void> {
  for (const [, name = '', content = ''] of text.matchAll(/^`([\w.]+)`:\n\n```\w+\n(.*?)^```/gms)) {
    await writeFile(join(folder, name), content);
  }
  await writeFile(
    join(folder, 'tickets.xlsx'),
    buildWorkbook([{ name: 'March', rows: tableOf(text, 'tickets.xlsx') }]),
  );
  const [, ...rows] = tableOf(text, 'topics.parquet');
  const columns = { text: rows.map(([cell]) => cell), labels: rows.map(([, cell]) => JSON.parse(cell ?? '')) };
  await writeFile(join(folder, 'topics.parquet'), buildParquet(columns, { lists: ['labels'] }));
}

describe('docs/import.md', () => {
  it('shows each format with ten lines and commands that work', async () => {
    const { url, key } = taxon;
    const text = await readFile(page, 'utf8');
    const folder = await mkdtemp(join(tmpdir(), 'taxon-import-page-'));
    await writeFiles(text, folder);
    const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block);
    expect(blocks).toHaveLength(7);
    const script = blocks.join('\n').replace('http://127.0.0.1:8080', url).replace('$(cat data/owner.key)', key);
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder });
    const answers = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
    expect(answers.find(({ rows, columns }) => rows !== undefined && columns !== undefined)).toBeDefined();
    const operations = answers.filter(({ kind }) => ['import-rows', 'import', 'export'].includes(kind));
    const told = operations.map(({ kind, status, errors, result }) => [
      kind,
      status,
      errors.length,
      result?.imported ?? result?.documents,
    ]);
    expect(told).toEqual([
      ['import-rows', 'succeeded', 0, expect.any(Number)],
      ['import-rows', 'succeeded', 0, 8],
      ['import-rows', 'succeeded', 0, 10],
      ['import-rows', 'succeeded', 0, 10],
      ['import-rows', 'succeeded', 0, 10],
      ['import', 'succeeded', 0, 1],
      ['export', 'succeeded', 0, 18],
      ['export', 'succeeded', 0, 18],
      ['export', 'succeeded', 0, 18],
      ['import-rows', 'succeeded', 0, expect.any(Number)],
    ]);
    expect(await readFile(join(folder, 'exported.csv'), 'utf8')).toContain(
      '\r\nt2,The parcel has not arrived yet,shipping,,train\r\n',
    );
    expect(JSON.parse(await readFile(join(folder, 'exported.azure'), 'utf8')).assets.documents).toHaveLength(18);
    await rm(folder, { recursive: true });
  });
});
