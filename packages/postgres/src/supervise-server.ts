import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { ask, type SocketAddress } from './connection.ts';
import { clusterFolder, type Place } from './place.ts';
import { messageOf, PostgresProblem } from './postgres-problem.ts';
import { identify, isStill, type ProcessIdentity } from './process-identity.ts';
import { fatalMessage, openServerLog } from './server-log.ts';
import { removeStalePidFile, runningServer, spawnServer, stopServer } from './server-process.ts';
import { hasOthers, leave } from './sharers.ts';
import { removeSocketFolder, restoreSocketFolder } from './socket-folder.ts';

export interface SupervisorLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Supervised {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly libraryPath: string;
  readonly address: SocketAddress;
  readonly maxConnections: number;
  readonly log: SupervisorLog;
  /** Gives up a start that is under way, such as a long recovery. */
  readonly signal: AbortSignal;
}

/** A server that answers. */
interface Up {
  readonly identity: ProcessIdentity;
  readonly adopted: boolean;
}

/** The children of a killed server hold its lock for a moment. Four restarts of four came up within 1.9 s. */
const lockPatience = 5_000;
/** Recovery after a crash replays at most 1 GB of log. */
const recoveryPatience = 120_000;
const watchEvery = 250;

/**
 * Brings the server up and keeps it up. A server that dies is started again after 0.1 s, then with pauses that
 * double to 5 s, on the same socket path. This process has to be noted as a user already (sharers.ts). It is taken off
 * by `stop`, or when the server does not come up.
 */
export async function superviseServer(
  wanted: Supervised,
): Promise<{ adopted: boolean; stop(atOnce: boolean): Promise<void> }> {
  const stopping = new AbortController();
  const given = { ...wanted, signal: AbortSignal.any([wanted.signal, stopping.signal]) };
  let up = await bringUp(given).catch(async (error: unknown) => {
    await leave(given.place.root);
    throw error;
  });
  const adopted = up.adopted;
  const watching = watch();

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (await isStill(up.identity)) {
        await pause(watchEvery, stopping.signal);
        continue;
      }
      given.log.warn({ postgres: up.identity.pid }, 'PostgreSQL is gone; starting it again');
      await restart();
    }
  }

  async function restart(): Promise<void> {
    for (let wait = 100; !stopping.signal.aborted; wait = Math.min(wait * 2, 5_000)) {
      try {
        up = await bringUp(given);
        given.log.info({ postgres: up.identity.pid }, 'PostgreSQL runs again');
        return;
      } catch (error) {
        given.log.error({ problem: messageOf(error) }, 'PostgreSQL did not start');
        await pause(wait, stopping.signal);
      }
    }
  }

  return {
    adopted,
    stop: async (atOnce) => {
      stopping.abort();
      await watching;
      if (await leave(given.place.root)) return;
      await stopServer(up.identity, atOnce);
      // A process that came meanwhile starts the server again, at the same address.
      if (await hasOthers(given.place.root)) return;
      await removeSocketFolder(given.place, given.address.folder);
    },
  };
}

/** Takes over a server of this cluster that answers; else starts one and waits until it answers. */
async function bringUp(given: Supervised): Promise<Up> {
  let end = performance.now() + lockPatience;
  let replaced = false;
  for (;;) {
    const found = await adopt(given);
    if (found !== undefined) return found;
    const started = await start(given);
    if (started.kind === 'up') return started.up;
    const held = /lock file .* already exists|pre-existing shared memory/i.test(started.message);
    if (held && performance.now() > end && !replaced && (await stopUnreachable(given))) {
      replaced = true;
      end = performance.now() + lockPatience;
      continue;
    }
    if (!held || performance.now() > end) {
      throw new PostgresProblem(
        'not-started',
        `PostgreSQL did not start: ${started.message} (its log is ${started.log})`,
      );
    }
    await removeStalePidFile(given.place.root);
    await sleep(200);
  }
}

/**
 * Stops a server of this cluster when nobody listens at its address, for example because its socket was removed. No new
 * connection can reach such a server, and it holds the lock for ever. A server that recovers or shuts down does listen.
 */
async function stopUnreachable({ place, address, log }: Supervised): Promise<boolean> {
  const identity = await runningServer(place.root);
  if (identity === undefined || (await ask(address)).kind !== 'silent') return false;
  log.warn({ postgres: identity.pid }, 'PostgreSQL runs but cannot be reached; replacing it');
  await stopServer(identity, false);
  return true;
}

async function adopt({ place, address }: Supervised): Promise<Up | undefined> {
  const answer = await ask(address);
  if (answer.kind === 'refused') {
    throw new PostgresProblem(
      'password-refused',
      `The database in ${place.root} does not accept its own password: ${answer.reason}`,
    );
  }
  if (answer.kind !== 'ready' || answer.dataDirectory !== clusterFolder(place.root)) return undefined;
  const identity = await runningServer(place.root);
  if (identity === undefined) return undefined;
  return { identity, adopted: true };
}

async function start(
  given: Supervised,
): Promise<{ kind: 'up'; up: Up } | { kind: 'down'; message: string; log: string }> {
  const { place, address } = given;
  const log = await openServerLog(place.root);
  try {
    await restoreSocketFolder(address.folder, place);
    const child = spawnServer({ ...given, socketFolder: address.folder }, log);
    let ended = false;
    const exit = once(child, 'exit').then(
      () => undefined,
      (error: Error) => error,
    );
    const failure = exit.finally(() => {
      ended = true;
    });
    const end = performance.now() + recoveryPatience;
    while (!ended && performance.now() < end && !given.signal.aborted) {
      const answer = await ask(address);
      const identity = child.pid === undefined ? undefined : await identify(child.pid);
      if (answer.kind === 'ready' && identity !== undefined && !ended) {
        return { kind: 'up', up: { identity, adopted: false } };
      }
      if (answer.kind === 'refused') break;
      await Promise.race([failure, sleep(20)]);
    }
    if (!ended) child.kill('SIGINT');
    const error = await failure;
    return { kind: 'down', message: error?.message ?? (await fatalMessage(log)), log: log.path };
  } finally {
    await log.handle.close();
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
}
