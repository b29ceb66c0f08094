import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';

/**
 * Makes initdb work for a uid that has no entry in the user database (OpenShift's uids, `docker run --user 54321`).
 *
 * initdb calls `postgres --single`. Both ask for the name of the effective user with getpwuid(), and end when there is
 * none. They do not use the name: -U names the superuser, and single-user mode takes the bootstrap superuser. The
 * server itself never asks. So initdb runs from private copies in which the *imported symbol* `getpwuid` is replaced by
 * `getpwent`. It has the same length, library, version and result type, and it answers the first entry of /etc/passwd.
 * The copies are removed after initdb.
 *
 * Rejected: nss_wrapper (it is not in the package, and a file of ours for LD_PRELOAD would be machine code in the
 * repository), user namespaces (the containers that give such uids forbid them), a cluster made beforehand (4.7 MB of
 * binary files in the repository for each version).
 */
export async function binariesForNamelessUser(binaries: Binaries, folder: string): Promise<Binaries> {
  await mkdir(join(folder, 'bin'), { recursive: true, mode: 0o755 });
  for (const program of ['initdb', 'postgres']) {
    const bytes = await readFile(join(binaries.native, 'bin', program));
    const copy = join(folder, 'bin', program);
    await writeFile(copy, renameImport(bytes, 'getpwuid', 'getpwent'), { mode: 0o755 });
    await chmod(copy, 0o755);
  }
  for (const shared of ['lib', 'share']) await symlink(join(binaries.native, shared), join(folder, shared));
  return { ...binaries, native: folder };
}

/** Replaces a whole entry of an ELF string table by one of the same length. A file without the entry is not changed. */
export function renameImport(bytes: Buffer, from: string, to: string): Buffer {
  if (from.length !== to.length) throw new RangeError(`${from} and ${to} differ in length`);
  const result = Buffer.from(bytes);
  const needle = Buffer.from(`\0${from}\0`, 'latin1');
  for (let at = result.indexOf(needle); at !== -1; at = result.indexOf(needle, at + 1))
    result.write(to, at + 1, 'latin1');
  return result;
}
