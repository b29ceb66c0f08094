import { chmod, link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AccessService, problemOf } from '@taxon/engine';
import { shortestOwnerKey } from '../cli-settings.ts';
import { StartProblem } from '../start-problem.ts';

export interface OwnerKey {
  readonly key: string;
  /** The file that holds it, readable by its owner only. */
  readonly path: string;
  /** True when it was generated just now. */
  readonly fresh: boolean;
}

/** An owner key that the database was asked about. */
export interface SettledOwnerKey extends OwnerKey {
  /** Whether it may do everything. The file of a fresh key that may not was removed. */
  readonly holds: boolean;
}

export interface OwnerKeyOptions {
  readonly dataDirectory: string;
  /** The key to use instead of one of our own. */
  readonly given: string | undefined;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Takes one sentence that the operator should read. */
  readonly warn: (sentence: string) => void;
}

/**
 * Settles the owner key of a data folder with its database. A given key replaces the key `owner`. The key of the file
 * becomes the key `owner` only when the database has no owner key at all and never revoked this one.
 * @throws StartProblem when the key file cannot be used.
 */
export async function settleOwnerKey(access: AccessService, options: OwnerKeyOptions): Promise<SettledOwnerKey> {
  const ownerKey = await ensureOwnerKey(options);
  if (options.given !== undefined) {
    await access.ensureOwnerKey(options.given);
    return { ...ownerKey, holds: true };
  }
  const holds = await access.offerOwnerKey(ownerKey.key);
  await dropUnlessTaken(ownerKey, holds);
  return { ...ownerKey, holds };
}

/**
 * The owner key of a data folder: the given one, else the one in `<data>/owner.key`, else a new one of 256 random
 * bits. The file holds the key, so that commands on this machine find it. A file that others can read is closed. Only
 * the database knows whether the key is still valid.
 * @throws StartProblem when the file cannot be read or holds no usable key.
 */
export async function ensureOwnerKey({ dataDirectory, given, randomBytes, warn }: OwnerKeyOptions): Promise<OwnerKey> {
  const path = join(dataDirectory, 'owner.key');
  const kept = (await readFile(path, 'utf8').catch(missing))?.trim();
  if (kept !== undefined) await close(path, warn);
  if (given !== undefined) {
    if (kept !== given) await write(path, given);
    return { key: given, path, fresh: false };
  }
  if (kept !== undefined) {
    if (kept.length >= shortestOwnerKey) return { key: kept, path, fresh: false };
    throw new StartProblem(
      `${path} holds no key of at least ${shortestOwnerKey} characters: remove it to get a new key.`,
    );
  }
  const key = Buffer.from(randomBytes(32)).toString('base64url');
  const draft = `${path}.${Buffer.from(randomBytes(8)).toString('hex')}`;
  if (await writeFirst(path, draft, key)) return { key, path, fresh: true };
  return ensureOwnerKey({ dataDirectory, given, randomBytes, warn });
}

/** Removes the file of a new key that the database did not take because it has owner keys already. */
export async function dropUnlessTaken({ path, fresh }: OwnerKey, taken: boolean): Promise<void> {
  if (fresh && !taken) await rm(path, { force: true });
}

async function close(path: string, warn: OwnerKeyOptions['warn']): Promise<void> {
  const { mode } = await stat(path);
  if ((mode & 0o077) === 0) return;
  const advice = 'Whoever has read it holds the owner key: start once with a new TAXON_OWNER_KEY to replace it.';
  try {
    await chmod(path, 0o600);
    warn(`${path} could be read by others and is closed now. ${advice}`);
  } catch (error) {
    // The file is another account's, or the folder is read-only. The operator has to mend it; Taxon can start.
    warn(`${path} can be read by others and could not be closed (${problemOf(error)}). ${advice}`);
  }
}

// Written under another name and renamed, so that a kill leaves either no key or a whole one.
async function write(path: string, key: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${key}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** Answers false when another start has written a key meanwhile: that one is the data folder's key. */
async function writeFirst(path: string, draft: string, key: string): Promise<boolean> {
  await writeFile(draft, `${key}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw new StartProblem(`The owner key cannot be read (${error.code} on ${error.path ?? 'owner.key'}).`, {
    cause: error,
  });
}
