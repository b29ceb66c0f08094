import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, wherever it was cloned to. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Where npm installs packages. */
export const modules = join(root, 'node_modules');
export const lockFile = join(root, 'package-lock.json');
