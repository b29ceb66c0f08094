import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartProblem } from '../start-problem.ts';

/**
 * Makes the data folder unless it is there, and makes sure that it can be written.
 * @throws StartProblem when it cannot be made or written.
 */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    // As root, other users may pass through the folder (PostgreSQL runs as one of them) but not list it.
    await makeFolder(resolve(folder), process.getuid?.() === 0 ? 0o711 : 0o700);
    const probe = join(folder, `.writable.${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    const file = await fileOnTheWay(resolve(folder));
    const problem =
      file === undefined
        ? `cannot be written (${reason(cause)}): ${remedies[reason(cause)]?.() ?? ''}`
        : `cannot be made: ${file} is a file, not a folder; `;
    throw new StartProblem(`The data folder ${folder} ${problem}choose another TAXON_DATA_DIR.`, { cause });
  }
}

const letWrite = () => `let the user that runs Taxon (uid ${process.getuid?.() ?? 'unknown'}) write there, or `;
const remedies: Readonly<Record<string, () => string>> = {
  EACCES: letWrite,
  EPERM: letWrite,
  ENOSPC: () => 'make room there, or ',
};

/** The nearest existing entry at or above the path, if it is no folder. */
async function fileOnTheWay(path: string): Promise<string | undefined> {
  const entry = await stat(path).catch(() => undefined);
  if (entry !== undefined) return entry.isDirectory() ? undefined : path;
  return path === dirname(path) ? undefined : fileOnTheWay(dirname(path));
}

/** Node's own `recursive` never returns when an existing folder refuses new ones with ENOENT, as /proc does. */
async function makeFolder(path: string, mode: number, hasParent = false): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (cause) {
    const code = reason(cause);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || hasParent || path === dirname(path)) throw cause;
    await makeFolder(dirname(path), mode);
    await makeFolder(path, mode, true);
  }
}

/** The system's code for what went wrong, such as EACCES. */
function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
