import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, isStill, type ProcessIdentity } from './process-identity.ts';

/**
 * The processes that use one cluster's server. Each is an empty file `user.<pid>.<start time>` in the root: a name is
 * there whole or not at all, and each process makes and removes only its own. The last one stops the server.
 */
const nameOf = ({ pid, started }: ProcessIdentity): string => `user.${pid}.${started}`;

/** Notes this process. Called before it looks at anything that the last process removes. */
export async function enterFolder(root: string): Promise<void> {
  const own = await identify(process.pid);
  if (own !== undefined) await writeFile(join(root, nameOf(own)), '', { mode: 0o644 });
}

/**
 * Removes this process's file and answers whether others are left. Each process removes its own file before it looks,
 * so of two that leave at once at least one sees nobody.
 */
export async function leave(root: string): Promise<boolean> {
  const own = await identify(process.pid);
  if (own !== undefined) await rm(join(root, nameOf(own)), { force: true });
  return hasOthers(root);
}

/** Whether another living process uses the server; the files of dead ones are removed. */
export async function hasOthers(root: string): Promise<boolean> {
  let others = false;
  for (const name of await readdir(root)) {
    const [, pid, started = ''] = /^user\.(\d+)\.(\d+)$/.exec(name) ?? [];
    if (pid === undefined || Number(pid) === process.pid) continue;
    if (await isStill({ pid: Number(pid), started })) others = true;
    else await rm(join(root, name), { force: true });
  }
  return others;
}
