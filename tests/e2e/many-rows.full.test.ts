// 100,000 rows are streamed in over /v1 within a minute. Memory does not grow with them. Bad rows are named by number.
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationView } from '@taxon/contract';
import { readExample } from '@taxon/testkit/data/labels-file';
import { clientOf } from '@taxon/testkit/drivers/taxon-client';
import { treeMemory } from '@taxon/testkit/process/process-tree';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const rows = 100_000;

let taxon: TaxonProcess;
let texts: string[];

beforeAll(async () => {
  taxon = await startTaxon();
  texts = [...(await readExample('support-tickets')).texts.values()].map(({ text }) => text.replaceAll('\n', ' '));
});

afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
});

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Rows 5,000 and 70,000 have no text. Numbers count the header as row 1. */
function* csv(): Generator<string> {
  yield 'id,text,label,dataset\n';
  for (let row = 2; row < rows + 2; row += 1) {
    const text = row === 5_000 || row === 70_000 ? '' : `${texts[row % texts.length]} ${row}`;
    yield `row-${row},${quoted(text)},class ${row % 20},${row % 5 === 0 ? 'test' : 'train'}\n`;
  }
}

function* jsonLines(): Generator<string> {
  for (let row = 1; row <= rows; row += 1) {
    yield row === 777
      ? '{"text": \n'
      : `${JSON.stringify({ id: `row-${row}`, text: `${texts[row % texts.length]} ${row}`, label: `class ${row % 20}` })}\n`;
  }
}

async function importRows(
  project: string,
  type: string,
  body: Generator<string>,
): Promise<OperationView & { seconds: number; peak: number }> {
  const client = clientOf(taxon);
  await client.call('putProject', { params: { project }, body: { kind: 'single', language: 'en' } });
  const began = performance.now();
  const content = Readable.toWeb(Readable.from(body)) as ReadableStream<Uint8Array>;
  const { id } = await client.call('importRows', { params: { project }, stream: { contentType: type, content } });
  for (let peak = 0; ; await sleep(250)) {
    peak = Math.max(peak, treeMemory(taxon.pid).pss);
    const operation = await client.call('getOperation', { params: { operation: id } });
    if (operation.status === 'notStarted' || operation.status === 'running') continue;
    return { ...operation, seconds: (performance.now() - began) / 1000, peak };
  }
}

describe('100,000 rows', () => {
  it.each([
    ['csv', 'text/csv', csv, { imported: rows - 2, failed: 2 }, ['5000', '70000']],
    ['jsonl', 'application/x-ndjson', jsonLines, { imported: rows - 1, failed: 1 }, ['777']],
  ] as const)('as %s: within a minute, at flat memory', async (project, type, body, result, numbers) => {
    const before = treeMemory(taxon.pid).pss;
    const operation = await importRows(project, type, body());
    console.info(`${project}: ${operation.seconds.toFixed(1)} s, ${before} MB before, ${operation.peak} MB at most`);
    expect(operation.status).toBe('succeeded');
    expect(operation.result).toMatchObject({ rows, ...result });
    for (const number of numbers) expect(JSON.stringify(operation.errors)).toContain(number);
    expect(operation.seconds).toBeLessThan(60);
    expect(operation.peak).toBeLessThan(900);
    // Another 100,000 rows need no more memory than the heap has grown to with the first ones.
    if (project !== 'csv') expect(operation.peak - before).toBeLessThan(100);
  });
});
