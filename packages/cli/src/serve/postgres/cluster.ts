import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { problemOf } from '@taxon/worker';
import { StartProblem } from '../start-problem.ts';
import { type Account, spawnIdentity } from './account.ts';
import type { Binaries } from './binaries.ts';
import { linkLibraries } from './library-links.ts';
import { binariesForNamelessUser } from './nameless-user.ts';
import { clusterFolder, type Place } from './place.ts';
import { isAlive } from './process-identity.ts';

const run = promisify(execFile);
const draftPrefix = 'cluster.init-';

/** The superuser of the cluster; the only role, with a generated password. */
export const clusterUser = 'taxon';

/** The password of a made cluster. */
export async function readPassword(root: string): Promise<string> {
  return (await readFile(join(root, 'cluster', 'password'), 'utf8')).trim();
}

/**
 * Makes the cluster unless it is there; refuses one of another major version. initdb works in `cluster.init-<pid>`,
 * with the password beside it, and the whole is renamed when it is complete: a start that was killed leaves a folder
 * that the next one removes, never half a cluster.
 */
export async function ensureCluster(place: Place, binaries: Binaries): Promise<void> {
  await removeLeftovers(place.root);
  const version = await readFile(join(clusterFolder(place.root), 'PG_VERSION'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new StartProblem(
        `The database in ${place.root} belongs to another user (${error.code}): start Taxon as that user.`,
      );
    },
  );
  if (version !== undefined) {
    if (Number.parseInt(version, 10) === binaries.major) return;
    throw new StartProblem(
      `The database in ${place.root} was made by PostgreSQL ${version.trim()} and this Taxon brings PostgreSQL ${binaries.major}: start the Taxon that made it, or choose another TAXON_DATA_DIR.`,
    );
  }
  const draft = join(place.root, `${draftPrefix}${process.pid}`);
  await initialize(draft, place.account, binaries);
  await rename(draft, join(place.root, 'cluster')).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    // Another start was faster: its cluster is used.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

async function initialize(draft: string, account: Account, binaries: Binaries): Promise<void> {
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
    ['--username', clusterUser],
    ['--pwfile', password],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    // No collation of the machine's libc or of the package's ICU on disk: the folder can move to another machine.
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
    throw new StartProblem(`The database could not be made: ${lastLine(cause)}`, { cause });
  });
  for (const used of ['programs', 'lib']) await rm(join(draft, used), { recursive: true, force: true });
}

async function removeLeftovers(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(draftPrefix)) continue;
    const maker = Number(name.slice(draftPrefix.length));
    if (maker !== process.pid && (await isAlive(maker))) continue;
    // Its initdb may still be writing for a moment.
    await rm(join(root, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function lastLine(cause: unknown): string {
  const text = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : '';
  const lines = text.split('\n').filter((line) => /error|fatal|could not/i.test(line));
  return lines.at(0)?.trim() ?? problemOf(cause);
}
