import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { repositoryRoot } from '../repository.ts';
import type { LabelledText } from './labels-file.ts';

const folder = join(repositoryRoot, '..', 'shared', 'data');

/** Public data sets lie beside the repository, never in it. Where they are absent, the tests on them are skipped. */
export const sharedDataAvailable = existsSync(join(folder, 'index.json'));
if (!sharedDataAvailable) console.info('skipped: no public data sets at ../shared/data, tests on them do not run');

export async function readDataSet(name: string, split: string, dataset?: 'Train' | 'Test'): Promise<LabelledText[]> {
  const bytes = await promisify(gunzip)(await readFile(join(folder, name, `${split}.jsonl.gz`)));
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { text, labels } = JSON.parse(line) as { text: string; labels: string[] };
      return { text, labels, ...(dataset === undefined ? {} : { dataset }) };
    });
}
