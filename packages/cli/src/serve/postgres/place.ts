import { createHash } from 'node:crypto';
import { access, constants, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDataFolder, reason } from '../data-folder.ts';
import { StartProblem } from '../start-problem.ts';
import { type Account, canReach, chooseAccount } from './account.ts';

/** Where a data folder's PostgreSQL lives, and as whom. */
export interface Place {
  /** Our own root: cluster/, lib/, postgres.log, socket. */
  readonly root: string;
  readonly account: Account;
}

/** PostgreSQL's own folder in a root; its owner is the user that PostgreSQL runs as. */
export function clusterFolder(root: string): string {
  return join(root, 'cluster', 'data');
}

/** Name of the file in the data folder that says where the cluster is, when it cannot be in the data folder. */
const pointerName = 'postgres.location';

/**
 * Finds or makes the root: `<data>/postgres`, or, when this process is root and the lower user cannot walk into the
 * data folder (root's home is 0700), `<systemFolder>/<hash of the data folder>` with a pointer file in the data folder.
 */
export async function findPlace(
  given: string,
  systemFolder: string,
  notice: (sentence: string) => void,
): Promise<Place> {
  await makeDataFolder(given);
  // One name for one folder: the running server says which one it serves.
  const dataFolder = await realpath(given);
  const pointer = join(dataFolder, pointerName);
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (elsewhere !== '') {
    if ((await stat(elsewhere).catch(() => undefined)) === undefined) {
      throw new StartProblem(
        `${pointer} says that the database of this data folder lies in ${elsewhere}, but there is nothing: bring it back, or remove that file to begin with an empty database.`,
      );
    }
    return { root: elsewhere, account: await chooseAccount(clusterFolder(elsewhere)) };
  }
  const inside = join(dataFolder, 'postgres');
  const account = await chooseAccount(clusterFolder(inside));
  if (await canReach(dataFolder, account)) {
    return { root: await makeRoot(inside), account };
  }
  const root = join(systemFolder, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16));
  await makeRoot(root);
  await writeFile(pointer, `${root}\n`, { mode: 0o644 });
  notice(
    `The database lies in ${root}, since PostgreSQL does not run as root and ${dataFolder} is closed to other users.`,
  );
  return { root, account };
}

async function makeRoot(root: string): Promise<string> {
  try {
    // As root the folder stays root's own, so that nothing PostgreSQL's user plants there is followed by root.
    await mkdir(root, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return root;
  } catch (cause) {
    throw new StartProblem(
      `The folder of the database, ${root}, cannot be used (${reason(cause)}): start Taxon as the user that made it, or choose another TAXON_DATA_DIR.`,
      { cause },
    );
  }
}
