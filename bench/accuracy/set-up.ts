// Installs the peers on demand, outside the product: Python packages into .cache/bench-venv, npm packages into
// .cache/bench-peers (from peers/package-lock.json, without install scripts). Nothing here touches the root lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const cacheFolder = join(import.meta.dirname, '../../.cache');
export const pythonOfPeers = join(cacheFolder, 'bench-venv/bin/python');
export const npmFolderOfPeers = join(cacheFolder, 'bench-peers');
export const peersFolder = join(import.meta.dirname, 'peers');

/** The kinds of peer that could not be installed, with the reason. They are reported as not run. */
export interface SetUp {
  readonly python?: string;
  readonly npm?: string;
}

/** Why a peer cannot run. Undefined when it can. */
export function missingOf(setUp: SetUp, needs: string): string | undefined {
  return (needs.includes('npm') ? setUp.npm : undefined) ?? (needs.includes('python') ? setUp.python : undefined);
}

function run(command: string, args: readonly string[], cwd: string): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return undefined;
  return `${command} ${args[0]} failed: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? status}`;
}

/** Runs `install` unless the stamp in `folder` says that the same files were installed before. */
function installOnce(folder: string, wanted: readonly string[], install: () => string | undefined): string | undefined {
  const stamp = join(folder, 'installed.sha256');
  const digest = createHash('sha256');
  for (const file of wanted) digest.update(readFileSync(file));
  const now = digest.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return undefined;
  const problem = install();
  if (problem === undefined) writeFileSync(stamp, now);
  return problem;
}

function setUpPython(): string | undefined {
  const requirements = join(peersFolder, 'requirements.txt');
  const alone = join(peersFolder, 'requirements-without-dependencies.txt');
  const venv = join(cacheFolder, 'bench-venv');
  const install = (...more: string[]) =>
    run(pythonOfPeers, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...more], cacheFolder);
  return installOnce(venv, [requirements, alone], () => {
    const made = existsSync(pythonOfPeers) ? undefined : run('python3', ['-m', 'venv', venv], cacheFolder);
    return made ?? install('-r', requirements) ?? install('--no-deps', '-r', alone);
  });
}

function setUpNpm(): string | undefined {
  mkdirSync(npmFolderOfPeers, { recursive: true });
  const lock = join(peersFolder, 'package-lock.json');
  return installOnce(npmFolderOfPeers, [lock], () => {
    for (const file of ['package.json', 'package-lock.json']) {
      copyFileSync(join(peersFolder, file), join(npmFolderOfPeers, file));
    }
    return run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], npmFolderOfPeers);
  });
}

/** Installs the peers that are asked for. */
export function setUpPeers(kinds: ReadonlySet<string>): SetUp {
  mkdirSync(cacheFolder, { recursive: true });
  const python = kinds.has('python') || kinds.has('npm and python') ? setUpPython() : undefined;
  const npm = kinds.has('npm') || kinds.has('npm and python') ? setUpNpm() : undefined;
  return { ...(python === undefined ? {} : { python }), ...(npm === undefined ? {} : { npm }) };
}
