import { chown, lstat, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.ts';
import { type Account, canReach } from './account.ts';
import type { Place } from './place.ts';

/** Linux allows 107 bytes for the path of a socket, and PostgreSQL adds this name to the folder. */
const socketName = '.s.PGSQL.5432';
const longestPath = 107;

/**
 * The folder of the socket that this root used last, if it is still there and still ours: a folder (no link), 0700,
 * owned by PostgreSQL's user. Anything else could be somebody's trap in /tmp.
 */
async function knownSocketFolder(place: Place): Promise<string | undefined> {
  const path = (await readFile(join(place.root, 'socket'), 'utf8').catch(() => '')).trim();
  return path !== '' && (await isOurs(path, place.account)) ? path : undefined;
}

/** The known folder, else a new short one, whose path is then kept in the root. */
export async function socketFolder(place: Place): Promise<string> {
  const known = await knownSocketFolder(place);
  if (known !== undefined) return known;
  const base = await shortBase(place);
  const folder = await mkdtemp(join(base, 'taxon-'));
  if (place.account.lowered) await chown(folder, place.account.uid, place.account.gid);
  const draft = join(place.root, `socket.${process.pid}`);
  await writeFile(draft, `${folder}\n`, { mode: 0o644 });
  await rename(draft, join(place.root, 'socket'));
  return folder;
}

/** Makes a vanished folder again under the same path, so that connection strings in use keep working. */
export async function restoreSocketFolder(path: string, account: Account): Promise<void> {
  if (await isOurs(path, account)) return;
  await mkdir(path, { mode: 0o700 });
  if (account.lowered) await chown(path, account.uid, account.gid);
}

/** After the server is gone. */
export async function removeSocketFolder(place: Place, path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await rm(join(place.root, 'socket'), { force: true });
}

async function shortBase(place: Place): Promise<string> {
  for (const base of [tmpdir(), '/tmp', '/run', place.root]) {
    const room = Buffer.byteLength(join(base, 'taxon-XXXXXX', socketName)) <= longestPath;
    if (room && (await canHold(base, place.account))) return base;
  }
  throw new StartProblem(
    `No folder can hold PostgreSQL's socket: set TMPDIR to a writable folder with a path of at most ${longestPath - 28} bytes.`,
  );
}

async function canHold(base: string, account: Account): Promise<boolean> {
  try {
    const probe = await mkdtemp(join(base, 'taxon-'));
    await rm(probe, { recursive: true });
    return await canReach(base, account);
  } catch {
    // Missing or not writable: the next candidate is tried, and the last one ends in a sentence.
    return false;
  }
}

async function isOurs(path: string, account: Account): Promise<boolean> {
  const entry = await lstat(path).catch(() => undefined);
  return entry?.isDirectory() === true && entry.uid === account.uid && (entry.mode & 0o777) === 0o700;
}
