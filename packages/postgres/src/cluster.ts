import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, spawnIdentity } from './account.ts';
import type { Binaries } from './binaries.ts';
import { linkLibraries } from './library-links.ts';
import { binariesForNamelessUser } from './nameless-user.ts';
import { clusterFolder, type Place } from './place.ts';
import { messageOf, PostgresProblem } from './postgres-problem.ts';
import { isAlive } from './process-identity.ts';

const run = promisify(execFile);
const draftPrefix = 'cluster.init-';

/** The password of the superuser, which was generated when the cluster was made. */
export async function readPassword(root: string): Promise<string> {
  return (await readFile(join(root, 'cluster', 'password'), 'utf8')).trim();
}

/**
 * Makes the cluster unless it is there. initdb works in `cluster.init-<pid>`, with the password beside it. The whole
 * folder is renamed when it is complete, so a start that was killed never leaves half a cluster; the next start removes
 * what is left. `user` is the superuser and the only role.
 * @throws PostgresProblem (`other-user`, `other-major`, `not-made`).
 */
export async function ensureCluster(place: Place, binaries: Binaries, user: string): Promise<void> {
  await removeLeftovers(place.root);
  const version = await readFile(join(clusterFolder(place.root), 'PG_VERSION'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new PostgresProblem('other-user', `The database in ${place.root} belongs to another user (${error.code})`, {
        cause: error,
      });
    },
  );
  if (version !== undefined) {
    if (Number.parseInt(version, 10) === binaries.major) return;
    throw new PostgresProblem(
      'other-major',
      `The database in ${place.root} was made by PostgreSQL ${version.trim()}, and the PostgreSQL here is version ${binaries.major}`,
    );
  }
  const draft = join(place.root, `${draftPrefix}${process.pid}`);
  await initialize(draft, place.account, binaries, user);
  await rename(draft, join(place.root, 'cluster')).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    // Another start was faster, and its cluster is used.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

async function initialize(draft: string, account: Account, binaries: Binaries, user: string): Promise<void> {
  const data = join(draft, 'data');
  const password = join(draft, 'password');
  await rm(draft, { recursive: true, force: true });
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (account.lowered) await chmod(draft, 0o711);
  await writeFile(password, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  if (account.lowered) for (const path of [data, password]) await chown(path, account.uid, account.gid);
  const programs = account.named ? binaries : await binariesForNamelessUser(binaries, join(draft, 'programs'));
  const libraryPath = await linkLibraries(binaries, join(draft, 'lib'));
  const options = [
    ['--pgdata', data],
    ['--username', user],
    ['--pwfile', password],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    // The indexes depend on no collation of the machine's libc or of the package's ICU, so the folder can move to
    // another machine.
    ['--locale-provider', 'builtin'],
    ['--locale', 'C.UTF-8'],
    ['--lc-messages', 'C'],
  ];
  await run(
    join(programs.native, 'bin', 'initdb'),
    options.map(([name, value]) => `${name}=${value}`),
    {
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: libraryPath },
      ...spawnIdentity(account),
    },
  ).catch(async (cause: unknown) => {
    await rm(draft, { recursive: true, force: true });
    throw new PostgresProblem('not-made', `The database could not be made: ${lastLine(cause)}`, { cause });
  });
  for (const used of ['programs', 'lib']) await rm(join(draft, used), { recursive: true, force: true });
}

async function removeLeftovers(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(draftPrefix)) continue;
    const maker = Number(name.slice(draftPrefix.length));
    if (maker !== process.pid && (await isAlive(maker))) continue;
    // The initdb of a killed start may still write for a moment.
    await rm(join(root, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function lastLine(cause: unknown): string {
  const text = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : '';
  const lines = text.split('\n').filter((line) => /error|fatal|could not/i.test(line));
  return lines.at(0)?.trim() ?? messageOf(cause);
}
