import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropUnlessTaken, ensureOwnerKey } from './owner-key.ts';

let data: string;
let warned: string[];
const warn = (sentence: string) => void warned.push(sentence);

beforeEach(async () => {
  warned = [];
  data = await mkdtemp(join(tmpdir(), 'taxon-key-'));
});

afterEach(() => rm(data, { recursive: true, force: true }));

describe('ensureOwnerKey', () => {
  it('makes a key of 256 bits once, for the owner of the file only', async () => {
    const first = await ensureOwnerKey({ dataDirectory: data, given: undefined, randomBytes, warn });
    expect(first.fresh).toBe(true);
    expect(Buffer.from(first.key, 'base64url')).toHaveLength(32);
    expect((await stat(first.path)).mode & 0o777).toBe(0o600);
    expect(await ensureOwnerKey({ dataDirectory: data, given: undefined, randomBytes, warn })).toEqual({
      ...first,
      fresh: false,
    });
  });

  it('is one for all that start at once', async () => {
    const starts = Array.from({ length: 8 }, () =>
      ensureOwnerKey({ dataDirectory: data, given: undefined, randomBytes, warn }),
    );
    const keys = await Promise.all(starts);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
    expect(keys.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(await readdir(data)).toEqual(['owner.key']);
  });

  it('leaves no new key behind that the database did not take, and touches no older one', async () => {
    const fresh = await ensureOwnerKey({ dataDirectory: data, given: undefined, randomBytes, warn });
    await dropUnlessTaken(fresh, true);
    await dropUnlessTaken({ ...fresh, fresh: false }, false);
    expect(await readdir(data)).toEqual(['owner.key']);
    await dropUnlessTaken(fresh, false);
    expect(await readdir(data)).toEqual([]);
  });

  it('takes a given key, and keeps it for commands on this machine and later starts', async () => {
    const given = 'k'.repeat(32);
    await ensureOwnerKey({ dataDirectory: data, given: undefined, randomBytes, warn });
    const { key, path, fresh } = await ensureOwnerKey({ dataDirectory: data, given, randomBytes, warn });
    expect({ key, fresh }).toEqual({ key: given, fresh: false });
    expect((await readFile(path, 'utf8')).trim()).toBe(given);
    expect((await ensureOwnerKey({ dataDirectory: data, given: undefined, randomBytes, warn })).key).toBe(given);
  });

  it('closes a file that others could read, and says so once', async () => {
    const start = (given?: string) => ensureOwnerKey({ dataDirectory: data, given, randomBytes, warn });
    const { key, path } = await start();
    expect(warned).toEqual([]);
    for (const mode of [0o644, 0o640, 0o604]) {
      for (const given of [undefined, key]) {
        await chmod(path, mode);
        expect((await start(given)).key).toBe(key);
        expect((await stat(path)).mode & 0o777).toBe(0o600);
        expect(warned.splice(0)).toEqual([expect.stringContaining(`${path} could be read by others`)]);
        await start(given);
        expect(warned).toEqual([]);
      }
    }
    await chmod(path, 0o400);
    await start();
    expect((await stat(path)).mode & 0o777).toBe(0o400);
  });

  it('refuses a file without a usable key rather than replacing it', async () => {
    await writeFile(join(data, 'owner.key'), 'short\n');
    await expect(ensureOwnerKey({ dataDirectory: data, given: undefined, randomBytes, warn })).rejects.toThrow(
      /holds no key of at least 32 characters/,
    );
    expect(await readFile(join(data, 'owner.key'), 'utf8')).toBe('short\n');
  });
});
