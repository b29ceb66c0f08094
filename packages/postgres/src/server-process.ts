import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnIdentity } from './account.ts';
import type { Binaries } from './binaries.ts';
import { clusterFolder, type Place } from './place.ts';
import { commandOf, identify, isStill, type ProcessIdentity } from './process-identity.ts';
import type { ServerLog } from './server-log.ts';
import { serverArguments } from './settings.ts';

export interface ServerCommand {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly libraryPath: string;
  readonly socketFolder: string;
  readonly maxConnections: number;
}

/** Starts the server in a process group of its own, so that a Ctrl-C in the terminal does not reach it. */
export function spawnServer(command: ServerCommand, log: ServerLog): ChildProcess {
  const { place, binaries, libraryPath, socketFolder, maxConnections } = command;
  const settings = serverArguments(clusterFolder(place.root), socketFolder, maxConnections);
  const child = spawn(join(binaries.native, 'bin', 'postgres'), settings, {
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: libraryPath },
    stdio: ['ignore', log.handle.fd, log.handle.fd],
    ...spawnIdentity(place.account),
  });
  child.unref();
  return child;
}

/** The server that postmaster.pid names, if it is a server of this cluster. */
export async function runningServer(root: string): Promise<ProcessIdentity | undefined> {
  const cluster = clusterFolder(root);
  const pid = Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) return undefined;
  const command = await commandOf(pid);
  return command.includes(cluster) ? identify(pid) : undefined;
}

/** The folder of the socket that postmaster.pid names in its fifth line, or undefined when it names none. */
export async function runningSocketFolder(root: string): Promise<string | undefined> {
  const text = await readFile(join(clusterFolder(root), 'postmaster.pid'), 'utf8').catch(() => '');
  const folder = text.split('\n')[4]?.trim() ?? '';
  return folder.startsWith('/') ? folder : undefined;
}

/**
 * Removes a postmaster.pid whose number now belongs to a process that is no server of this cluster. PostgreSQL removes
 * it only when no process of its own user has the number; in a container the same small numbers come again.
 */
export async function removeStalePidFile(root: string): Promise<void> {
  const cluster = clusterFolder(root);
  const pid = Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) return;
  const command = await commandOf(pid);
  if (command[0] === '' || command.includes(cluster) || command[0]?.endsWith('postgres') === true) return;
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}

/**
 * Asks for a fast shutdown and waits 10 s (0 s with `atOnce`), then for an immediate one and waits 3 s, then kills.
 * Resolves when the server is gone, or 3 s after the kill.
 */
export async function stopServer(server: ProcessIdentity, atOnce: boolean): Promise<void> {
  const steps = [
    ['SIGINT', atOnce ? 0 : 10_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 3_000],
  ] as const;
  for (const [signal, patience] of steps) {
    if (!(await isStill(server))) return;
    kill(server.pid, signal);
    const end = performance.now() + patience;
    while (performance.now() < end) {
      if (!(await isStill(server))) return;
      await sleep(20);
    }
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
