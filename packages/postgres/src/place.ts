import { createHash } from 'node:crypto';
import { access, constants, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, canReach, chooseAccount } from './account.ts';
import { codeOf, PostgresProblem } from './postgres-problem.ts';

/** Where the PostgreSQL of a folder lives, and which user it runs as. */
export interface Place {
  /** The folder of this library: cluster/, lib/, postgres.log, socket. */
  readonly root: string;
  readonly account: Account;
}

/** PostgreSQL's own folder in a root; its owner is the user that PostgreSQL runs as. */
export function clusterFolder(root: string): string {
  return join(root, 'cluster', 'data');
}

/** Name of the file in the folder that says where the cluster is, when the cluster cannot be in the folder. */
const pointerName = 'postgres.location';

/**
 * Finds or makes the root: `<folder>/postgres`. When this process is root and PostgreSQL's user cannot walk into the
 * folder (root's home is 0700), the root is `<systemFolder>/<hash of the folder's path>`, and a pointer file in the
 * folder names it.
 * @throws PostgresProblem (`location-lost`, `folder-unusable`).
 */
export async function findPlace(
  given: string,
  systemFolder: string,
  notice: (sentence: string) => void,
): Promise<Place> {
  // The real path, because a running server says which folder it serves, and the two are compared.
  const folder = await realpath(given).catch((cause: unknown) => {
    throw unusable(given, cause);
  });
  const pointer = join(folder, pointerName);
  const elsewhere = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (elsewhere !== '') {
    if ((await stat(elsewhere).catch(() => undefined)) === undefined) {
      throw new PostgresProblem(
        'location-lost',
        `${pointer} says that the database of this folder lies in ${elsewhere}, but there is nothing`,
      );
    }
    return { root: elsewhere, account: await chooseAccount(clusterFolder(elsewhere)) };
  }
  const inside = join(folder, 'postgres');
  const account = await chooseAccount(clusterFolder(inside));
  if (await canReach(folder, account)) {
    return { root: await makeRoot(inside), account };
  }
  const root = join(systemFolder, createHash('sha256').update(folder).digest('hex').slice(0, 16));
  await makeRoot(root);
  await writeFile(pointer, `${root}\n`, { mode: 0o644 });
  notice(`The database lies in ${root}, since PostgreSQL does not run as root and ${folder} is closed to other users.`);
  return { root, account };
}

async function makeRoot(root: string): Promise<string> {
  try {
    // As root, the folder belongs to root: PostgreSQL's user must not be able to place a link there that root follows.
    await mkdir(root, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    await access(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return root;
  } catch (cause) {
    throw unusable(root, cause);
  }
}

function unusable(folder: string, cause: unknown): PostgresProblem {
  const message = `The folder of the database, ${folder}, cannot be used (${codeOf(cause)})`;
  return new PostgresProblem('folder-unusable', message, { cause });
}
