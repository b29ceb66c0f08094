import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, sha256, writeMarker } from './marker.mjs';
import { lockFile, modules, root } from './repository.mjs';

/** Hash of the lock file that node_modules was installed from; written by us after an install that ended well. */
const installMarker = join(modules, '.taxon-installed');

/** `npm ci` unless node_modules already holds what the lock file says, with or without what only developers need. */
export function install() {
  const wanted = sha256(readFileSync(lockFile));
  if (readIfThere(installMarker) === wanted) return;
  if (matchesLockFile()) {
    writeMarker(installMarker, wanted);
    return;
  }
  console.info('Installing what package-lock.json names (about 400 MB, once) ...');
  // npm start sets npm_execpath, so that the npm that runs us is the npm that installs.
  const npm = process.env.npm_execpath;
  // Who has the developers' tools keeps them; everybody else gets only what production needs.
  const omit = existsSync(join(modules, 'vitest')) ? [] : ['--omit=dev'];
  const options = ['ci', ...omit, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm, ...options]] : ['npm', options];
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    const why = error === undefined ? '' : ` (${error.message})`;
    throw new Error(`Installing failed${why}: npm's messages are above; npm start tries again.`);
  }
  writeMarker(installMarker, wanted);
}

/**
 * Whether an install that somebody else made fits: each package that production needs on this machine is there, in
 * the version of the lock file. npm keeps what it installed in node_modules/.package-lock.json.
 */
function matchesLockFile() {
  const installed = packagesOf(join(modules, '.package-lock.json'));
  if (installed === undefined) return false;
  return Object.entries(packagesOf(lockFile) ?? {}).every(([path, entry]) => {
    const ours =
      path.includes('node_modules/') && !entry.link && !entry.dev && !entry.devOptional && isForThisMachine(entry);
    return !ours || (installed[path]?.version === entry.version && existsSync(join(root, path, 'package.json')));
  });
}

/** Optional packages are there for other machines too: PostgreSQL and Node for arm64, bindings for other systems. */
function isForThisMachine({ optional, os, cpu, libc }) {
  if (!optional) return true;
  return (
    libc === undefined &&
    (os ?? [process.platform]).includes(process.platform) &&
    (cpu ?? [process.arch]).includes(process.arch)
  );
}

function packagesOf(path) {
  const text = readIfThere(path);
  return text === undefined ? undefined : JSON.parse(text).packages;
}
