import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';

/** Public data sets and the vendor's files lie beside the repository, never in it. */
export const sharedFolder = join(repositoryRoot, '..', 'shared');

/** Whether this file or folder of `../shared` is there. Where it is not, prints that tests are skipped. */
export function isShared(path: string): boolean {
  const there = existsSync(join(sharedFolder, path));
  if (!there) console.info(`skipped: there is no ../shared/${path}, so the tests that read it do not run`);
  return there;
}
