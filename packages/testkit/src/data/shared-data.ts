import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { LabelledText } from './labels-file.ts';
import { isShared, sharedFolder } from './shared-folder.ts';

const folder = join(sharedFolder, 'data');

/** Whether the public data sets are there. Tests on them are skipped where they are not. */
export const sharedDataAvailable = isShared('data/index.json');

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
