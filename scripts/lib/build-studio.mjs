import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, sha256, writeMarker } from './marker.mjs';
import { lockFile, modules, root } from './repository.mjs';

const studio = join(root, 'packages', 'studio');
/** Hash of the sources that the Studio's build was made from. */
const studioMarker = join(studio, 'dist', '.taxon-built');

/** Builds the Studio when one of its sources changed since its build. */
export function buildStudio(node) {
  if (!existsSync(join(studio, 'index.html'))) return;
  const wanted = hashOf([
    ...filesIn(studio),
    ...filesIn(join(root, 'packages', 'client', 'src')),
    ...filesIn(join(root, 'packages', 'contract', 'src')),
    lockFile,
  ]);
  if (readIfThere(studioMarker) === wanted) return;
  console.info('Building the Studio ...');
  const vite = join(modules, 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: studio, stdio: 'inherit' });
  if (status !== 0) throw new Error('Building the Studio failed; the messages are above.');
  writeMarker(studioMarker, wanted);
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (['node_modules', 'dist', '.types'].includes(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path.slice(root.length)}\0${sha256(readFileSync(path))}\n`);
  return hash.digest('hex');
}
