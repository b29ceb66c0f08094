import { readFile, realpath, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

/** The user that PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** True when this process is root: PostgreSQL refuses to run as root, so another user runs it. */
  readonly lowered: boolean;
  /** False for a uid without an entry in the user database, such as OpenShift's (nameless-user.ts). */
  readonly named: boolean;
}

/** The number that Linux uses for "nobody" where no entry says otherwise. */
const overflowId = 65534;

/**
 * Chooses the user. An ordinary user runs PostgreSQL itself. Root takes the owner of the existing cluster, else
 * `postgres`, else `nobody`.
 */
export async function chooseAccount(existingCluster: string): Promise<Account> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { uid, gid, lowered: false, named: hasName() };
  const entries = await passwdEntries();
  const owner = await stat(existingCluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid, lowered: true, named: entries.some((entry) => entry.uid === owner.uid) };
  }
  for (const name of ['postgres', 'nobody']) {
    const entry = entries.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (entry !== undefined) return { uid: entry.uid, gid: entry.gid, lowered: true, named: true };
  }
  return { uid: overflowId, gid: overflowId, lowered: true, named: false };
}

/** What `spawn` needs to start a process as that user. */
export function spawnIdentity(account: Account): { uid?: number; gid?: number } {
  return account.lowered ? { uid: account.uid, gid: account.gid } : {};
}

/** Whether the account may walk down to `path` and, if that is a file, read it. */
export async function canReach(path: string, account: Account): Promise<boolean> {
  if (!account.lowered) return true;
  let here = await realpath(path);
  const target = await stat(here);
  const wanted = target.isDirectory() ? 0o1 : 0o4;
  if ((permissions(target, account) & wanted) !== wanted) return false;
  while (dirname(here) !== here) {
    here = dirname(here);
    if ((permissions(await stat(here), account) & 0o1) === 0) return false;
  }
  return true;
}

function permissions(entry: { mode: number; uid: number; gid: number }, account: Account): number {
  if (entry.uid === account.uid) return (entry.mode >> 6) & 0o7;
  if (entry.gid === account.gid) return (entry.mode >> 3) & 0o7;
  return entry.mode & 0o7;
}

function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    // Node reports a missing entry as a SystemError. The call fails for no other reason.
    return false;
  }
}

async function passwdEntries(): Promise<{ name: string; uid: number; gid: number }[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name === undefined || uid === undefined || gid === undefined
      ? []
      : [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
