// Runs README's commands from a CSV to a classifier. Only the address, the key and the file are the test's own.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { providedTaxon } from '../support/provided-taxon.ts';

const run = promisify(execFile);

const rows = [
  ['Where is my parcel, it should have come on Monday?', 'shipping'],
  ['The parcel has not arrived yet', 'shipping'],
  ['Tracking says delivered, but nothing came', 'shipping'],
  ['My delivery is late again', 'shipping'],
  ['The courier left my parcel in the rain', 'shipping'],
  ['I want my money back', 'refund'],
  ['Please refund the last payment', 'refund'],
  ['You charged me twice, give one payment back', 'refund'],
  ['Cancel and refund my order', 'refund'],
  ['The refund has not shown up on my card', 'refund'],
];

describe('README', () => {
  it('leads from a CSV to a classifier', async () => {
    const { url, key } = providedTaxon();
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const block = /## From a CSV to a classifier\s+```sh\n(.*?)```/s.exec(readme)?.[1] ?? '';
    expect(block).toContain('http://127.0.0.1:8080');
    const folder = await mkdtemp(join(tmpdir(), 'taxon-readme-'));
    const lines = rows.map(([text, label]) => `"${text}",${label}`);
    await writeFile(join(folder, 'tickets.csv'), ['text,label', ...lines, ''].join('\n'));
    const script = block.replace('http://127.0.0.1:8080', url).replace('$(cat data/owner.key)', key);
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder });
    await rm(folder, { recursive: true });
    const answer: unknown = JSON.parse(stdout.slice(stdout.lastIndexOf('{"model"')));
    expect(answer).toMatchObject({ documents: [{ predicted: [{ class: 'shipping' }] }] });
  });
});
