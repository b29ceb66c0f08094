import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, wherever it was cloned to. */
export const repositoryRoot = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
