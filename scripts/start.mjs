// npm start: installs what the lock file says, builds what is stale, runs `taxon serve` on the pinned Node 24;
// npm run taxon -- <command>: the same with any command.
// Runs on Node 20 or newer with built-in modules only: nothing is installed yet when it starts.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const lockFile = join(root, 'package-lock.json');
/** Hash of the lock file that node_modules was installed from; written by us after an install that ended well. */
const installMarker = join(modules, '.taxon-installed');
const studio = join(root, 'packages', 'studio');
/** Hash of the Studio's sources that its build was made from. */
const studioMarker = join(studio, 'dist', '.taxon-built');

try {
  requireNode(process.versions.node, 20, 'npm start needs Node 20 or newer');
  install();
  const node = findNode();
  buildStudio(node);
  run(node, process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function requireNode(version, least, otherwise) {
  if (Number.parseInt(version, 10) < least) throw new Error(`${otherwise}; this is ${version}.`);
}

/** `npm ci` unless node_modules already holds what the lock file says, with or without what only developers need. */
function install() {
  const wanted = sha256(readFileSync(lockFile));
  if (read(installMarker) === wanted) return;
  if (matchesLockFile()) {
    note(installMarker, wanted);
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
  note(installMarker, wanted);
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
  const text = read(path);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/** The Node 24 that npm installed here, else the machine's own, if it is new enough. */
function findNode() {
  const pinned = join(modules, '.bin', 'node');
  if (spawnSync(pinned, ['--version']).status === 0) return pinned;
  requireNode(
    process.versions.node,
    24,
    'Taxon needs Node 24, and npm has none for this machine: install Node 24 or newer',
  );
  return process.execPath;
}

/** Builds the Studio when one of its sources changed since its build. */
function buildStudio(node) {
  if (!existsSync(join(studio, 'index.html'))) return;
  const wanted = hashOf([
    ...filesIn(studio),
    ...filesIn(join(root, 'packages', 'client', 'src')),
    ...filesIn(join(root, 'packages', 'contract', 'src')),
    lockFile,
  ]);
  if (read(studioMarker) === wanted) return;
  console.info('Building the Studio ...');
  const vite = join(modules, 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: studio, stdio: 'inherit' });
  if (status !== 0) throw new Error('Building the Studio failed; the messages are above.');
  note(studioMarker, wanted);
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

/** Hands over to `taxon <args>`: its output, the signals it should get, its exit code. */
function run(node, args) {
  const cache = join(root, '.cache', 'node');
  // A young generation of 4 MB instead of 16 in server and worker: 20 to 35 MB less when idle, 200 to 250 MB less under
  // load, and no less throughput (npm run bench).
  const options = ['--max-semi-space-size=4'];
  const main = join(root, 'packages', 'cli', 'src', 'main.ts');
  const child = spawn(node, [...options, main, ...args], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? cache },
    // It ends when its end of the channel closes, so nothing is left when we are killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`Taxon could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}

/**
 * npm passes SIGTERM to the shell it runs us in, and a shell dies of it without telling its own child. Whoever starts
 * this script without npm may well leave it to itself (`&`, and log out).
 */
function whenOrphaned(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 500);
  timer.unref();
}

/** Keeps a marker for the next start; in a checkout that this user may not write, each start looks again. */
function note(path, text) {
  try {
    writeFileSync(path, text);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
