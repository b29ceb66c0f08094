import { chown, lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canReach } from './account.ts';
import type { Place } from './place.ts';
import { PostgresProblem } from './postgres-problem.ts';
import { runningServer, runningSocketFolder } from './server-process.ts';

/** Linux allows 107 bytes for the path of a socket, and PostgreSQL adds this name to the folder. */
const socketName = '.s.PGSQL.5432';
const longestPath = 107;
/** `mkdtemp` adds six characters. */
const folderPrefix = 'pg-';

/**
 * The folder of the socket that this root used last, if it is still there and still ours: a folder (no link) with mode
 * 0700, owned by PostgreSQL's user. Anything else may have been put there by another user of /tmp.
 */
async function knownSocketFolder(place: Place): Promise<string | undefined> {
  const path = (await readFile(join(place.root, 'socket'), 'utf8').catch(() => '')).trim();
  return path !== '' && (await isOurs(path, place.account)) ? path : undefined;
}

/**
 * The folder of the socket: the known one, else the one that a running server of this cluster uses, else a new one with
 * a short path. The file `socket` in the root names it.
 * @throws PostgresProblem (`no-socket-folder`).
 */
export async function socketFolder(place: Place): Promise<string> {
  const known = await knownSocketFolder(place);
  if (known !== undefined) return known;
  const used = await usedSocketFolder(place);
  if (used !== undefined) return used;
  const base = await shortBase(place);
  const folder = await mkdtemp(join(base, folderPrefix));
  if (place.account.lowered) await chown(folder, place.account.uid, place.account.gid);
  await keep(place.root, folder);
  return folder;
}

/** The folder that a running server names in postmaster.pid; undefined without a server, or when it is not ours. */
async function usedSocketFolder(place: Place): Promise<string | undefined> {
  if ((await runningServer(place.root)) === undefined) return undefined;
  const path = await runningSocketFolder(place.root);
  if (path === undefined) return undefined;
  try {
    await restoreSocketFolder(path, place);
    return path;
  } catch {
    // Something else is there, or the parent folder is gone. A new folder is made, and supervise-server.ts replaces the
    // server.
    return undefined;
  }
}

async function keep(root: string, folder: string): Promise<void> {
  const draft = join(root, `socket.${process.pid}`);
  await writeFile(draft, `${folder}\n`, { mode: 0o644 });
  await rename(draft, join(root, 'socket'));
}

/**
 * Makes a folder that was removed again under the same path, so that connection strings in use go on working. Writes
 * the path into the root.
 */
export async function restoreSocketFolder(path: string, place: Place): Promise<void> {
  if (!(await isOurs(path, place.account))) {
    await mkdir(path, { mode: 0o700 });
    if (place.account.lowered) await chown(path, place.account.uid, place.account.gid);
  }
  if ((await knownSocketFolder(place)) !== path) await keep(place.root, path);
}

/** Removes the folder and its record. Called when the server is gone. */
export async function removeSocketFolder(place: Place, path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await rm(join(place.root, 'socket'), { force: true });
}

async function shortBase(place: Place): Promise<string> {
  for (const base of [tmpdir(), '/tmp', '/run', place.root]) {
    const room = Buffer.byteLength(join(base, `${folderPrefix}XXXXXX`, socketName)) <= longestPath;
    if (room && (await canHold(base, place.account))) return base;
  }
  const room = longestPath - `/${folderPrefix}XXXXXX/${socketName}`.length;
  throw new PostgresProblem(
    'no-socket-folder',
    `No folder can hold PostgreSQL's socket: set TMPDIR to a writable folder with a path of at most ${room} bytes`,
  );
}

async function canHold(base: string, account: Account): Promise<boolean> {
  try {
    const probe = await mkdtemp(join(base, folderPrefix));
    await rm(probe, { recursive: true });
    return await canReach(base, account);
  } catch {
    // Missing or not writable. The next candidate is tried; without one, shortBase throws.
    return false;
  }
}

async function isOurs(path: string, account: Account): Promise<boolean> {
  const entry = await lstat(path).catch(() => undefined);
  return entry?.isDirectory() === true && entry.uid === account.uid && (entry.mode & 0o777) === 0o700;
}
