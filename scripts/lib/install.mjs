import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere, sha256, writeMarker } from './marker.mjs';
import { lockFile, modules, root } from './repository.mjs';

/** npm's own record of what lies in node_modules; npm writes it last. */
const npmRecord = join(modules, '.package-lock.json');
/** Which lock file node_modules was installed from, and with or without development tools. */
const installMarker = join(modules, '.taxon-installed');
const withTools = 'with development tools';

/**
 * `npm ci`, unless node_modules already holds what the lock file says.
 * @param tools whether the development tools are needed too: tests and checks need them, the product does not
 * @throws when npm fails
 */
export function install({ tools }) {
  const lock = sha256(readFileSync(lockFile));
  const marker = readMarker();
  if (marker === `${lock} ${withTools}` || (marker === lock && !tools)) return;
  if (matchesLockFile(tools)) {
    writeMarker(installMarker, tools ? `${lock} ${withTools}` : lock);
    return;
  }
  // `npm start` keeps development tools where there are some.
  const all = tools || existsSync(join(modules, 'vitest'));
  console.info(
    `Installing what package-lock.json names${all ? `, ${withTools} (about 640 MB` : ' (about 400 MB'}, once) ...`,
  );
  npmCi(all ? [] : ['--omit=dev']);
  writeMarker(installMarker, all ? `${lock} ${withTools}` : lock);
}

/** A marker that is older than npm's record says nothing: npm has changed node_modules since (`npm prune`). */
function readMarker() {
  const marker = readIfThere(installMarker);
  if (marker === undefined || !existsSync(npmRecord)) return undefined;
  return statSync(installMarker).mtimeMs >= statSync(npmRecord).mtimeMs ? marker : undefined;
}

function npmCi(omit) {
  // npm sets npm_execpath, so that the npm that runs us is the npm that installs.
  const npm = process.env.npm_execpath;
  // NODE_ENV=production or `omit=dev` in the user's configuration would leave the development tools out.
  const include = omit.length === 0 ? ['--include=dev'] : omit;
  const options = ['ci', ...include, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm, ...options]] : ['npm', options];
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) return;
  const why = error === undefined ? '' : ` (${error.message})`;
  throw new Error(`Installing failed${why}: npm's messages are above. The same command tries again.`);
}

/**
 * Whether an install that somebody else made fits: each package that is needed on this machine is there, in the version
 * of the lock file.
 */
function matchesLockFile(tools) {
  const installed = packagesOf(npmRecord);
  if (installed === undefined) return false;
  return Object.entries(packagesOf(lockFile) ?? {}).every(([path, entry]) => {
    const needed =
      path.includes('node_modules/') &&
      !entry.link &&
      (tools || !(entry.dev || entry.devOptional)) &&
      isForThisMachine(entry);
    return !needed || (installed[path]?.version === entry.version && existsSync(join(root, path, 'package.json')));
  });
}

/**
 * Optional packages are there for other machines too: PostgreSQL and Node for arm64, bindings for other systems. One
 * that names no system is a part of such a binding, and npm installs it or not with that binding.
 */
function isForThisMachine({ optional, os, cpu, libc }) {
  if (!optional) return true;
  return (
    (os !== undefined || cpu !== undefined) &&
    libc === undefined &&
    (os ?? [process.platform]).includes(process.platform) &&
    (cpu ?? [process.arch]).includes(process.arch)
  );
}

function packagesOf(path) {
  const text = readIfThere(path);
  return text === undefined ? undefined : JSON.parse(text).packages;
}
