// Installs the official clients that are missing, each from its own lock file and outside the workspaces (npm honours
// `overrides` only in a root package.json). Run by `.ci/run` and by the conformance tests' global setup.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Installs one client after the other, because they share npm's cache and the machine may have two cores. */
export async function installClients(): Promise<void> {
  for (const client of readdirSync(folder)) {
    const directory = join(folder, client);
    if (!existsSync(join(directory, 'package-lock.json')) || isInstalled(directory)) continue;
    console.info(`installing the official client ${client}`);
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: directory });
  }
}

/** npm writes node_modules/.package-lock.json last. If it is older than the lock file, another version is installed. */
function isInstalled(directory: string): boolean {
  const mark = join(directory, 'node_modules', '.package-lock.json');
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(join(directory, 'package-lock.json')).mtimeMs;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await installClients();
