import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sharedFolder } from '@taxon/testkit/data/shared-folder';
import type { LabelledText } from './task.ts';

const dataFolder = join(sharedFolder, 'data');

export function hasData(): boolean {
  return existsSync(join(dataFolder, 'index.json'));
}

const read = new Map<string, readonly LabelledText[]>();

/** A split of a set, in file order. */
export function readSet(set: string, split: string): readonly LabelledText[] {
  const path = join(dataFolder, set, `${split}.jsonl.gz`);
  const known = read.get(path);
  if (known !== undefined) return known;
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  const texts = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LabelledText);
  read.set(path, texts);
  return texts;
}
