import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataFolder } from './data-folder.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'taxon-data-folder-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('the data folder', () => {
  it('is made with its parents, and may be there already', async () => {
    const folder = join(root, 'a', 'b', 'c');
    await makeDataFolder(folder);
    await makeDataFolder(folder);
    expect((await stat(folder)).isDirectory()).toBe(true);
    await symlink(folder, join(root, 'link'));
    await makeDataFolder(join(root, 'link'));
  });

  it('is refused by name where it cannot be', async () => {
    await writeFile(join(root, 'file'), '');
    for (const folder of ['/proc/taxon', '/proc/taxon/data']) {
      const sentence = `The data folder ${folder} cannot be written (ENOENT): choose another TAXON_DATA_DIR.`;
      await expect(makeDataFolder(folder)).rejects.toThrow(sentence);
    }
    const file = join(root, 'file');
    for (const folder of [file, join(file, 'below'), join(file, 'below', 'it')]) {
      const sentence = `The data folder ${folder} cannot be made: ${file} is a file, not a folder; choose another TAXON_DATA_DIR.`;
      await expect(makeDataFolder(folder)).rejects.toThrow(sentence);
    }
  });
});
