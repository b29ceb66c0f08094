import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureOwnerKey } from './owner-key.ts';

let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'taxon-key-'));
});

afterEach(() => rm(data, { recursive: true, force: true }));

describe('ensureOwnerKey', () => {
  it('makes a key of 256 bits once, for the owner of the file only', async () => {
    const first = await ensureOwnerKey(data, undefined, randomBytes);
    expect(first.fresh).toBe(true);
    expect(Buffer.from(first.key, 'base64url')).toHaveLength(32);
    expect((await stat(first.path)).mode & 0o777).toBe(0o600);
    expect(await ensureOwnerKey(data, undefined, randomBytes)).toEqual({ ...first, fresh: false });
  });

  it('takes a given key, and keeps it for commands on this machine and later starts', async () => {
    const given = 'k'.repeat(32);
    await ensureOwnerKey(data, undefined, randomBytes);
    const { key, path, fresh } = await ensureOwnerKey(data, given, randomBytes);
    expect({ key, fresh }).toEqual({ key: given, fresh: false });
    expect((await readFile(path, 'utf8')).trim()).toBe(given);
    expect((await ensureOwnerKey(data, undefined, randomBytes)).key).toBe(given);
  });

  it('refuses a file without a usable key rather than replacing it', async () => {
    await writeFile(join(data, 'owner.key'), 'short\n');
    await expect(ensureOwnerKey(data, undefined, randomBytes)).rejects.toThrow(
      /holds no key of at least 32 characters/,
    );
    expect(await readFile(join(data, 'owner.key'), 'utf8')).toBe('short\n');
  });
});
