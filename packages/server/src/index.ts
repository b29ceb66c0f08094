import type { Server } from 'node:http';
import { hostname } from 'node:os';
import { createEngine, type Engine, type Given, problemOf } from '@taxon/engine';
import { buildApp } from './app.ts';
import type { ServerConfig } from './server-config.ts';

export type { EngineConfig, Given } from '@taxon/engine';
export { buildApp } from './app.ts';
export { doorErrors } from './http/door-errors.ts';
export type { DoorConfig, ServerConfig } from './server-config.ts';

/** A listening server. */
export interface RunningServer {
  /** Where it listens, without a trailing slash; the public URL may be another. */
  readonly url: string;
  /** Whether the owner key that was given, of either kind, may do everything; false without one. */
  readonly ownerKeyHolds: boolean;
  /** Takes no new connections, finishes what runs, closes the engine. */
  stop(): Promise<void>;
}

/**
 * Builds the engine and the app, says that this process lives, and listens. The database's schema has to be migrated
 * already.
 * @throws what listening fails with (EADDRINUSE, EACCES…), with nothing left open.
 */
export async function startServer(given: Given, config: ServerConfig): Promise<RunningServer> {
  const engine = await createEngine(given, config.engine);
  try {
    const ownerKeyHolds = await settleOwnerKey(engine, config);
    const app = await buildApp(engine, config, given);
    // Without its data folder: it works in none, so a server that stands beside a worker never takes it for a predecessor.
    await engine.processes.start({ role: 'server', host: hostname(), pid: process.pid });
    await app.listen({ host: config.host, port: config.port });
    return {
      url: listeningUrl(app.server.address(), config),
      ownerKeyHolds,
      stop: async () => {
        await app.close();
        await leave(engine, given);
      },
    };
  } catch (error) {
    await leave(engine, given);
    throw error;
  }
}

async function settleOwnerKey({ access }: Engine, { ownerKey, firstOwnerKey }: ServerConfig): Promise<boolean> {
  if (ownerKey === undefined) return firstOwnerKey !== undefined && (await access.offerOwnerKey(firstOwnerKey));
  await access.ensureOwnerKey(ownerKey);
  return true;
}

/** A row that cannot be removed now is swept by others when it has been silent for long enough. */
async function leave(engine: Engine, { log }: Given): Promise<void> {
  await engine.processes.stop().catch((error: unknown) => {
    log.warn({ problem: problemOf(error) }, 'the process row could not be removed');
  });
  await engine.close();
}

// The wildcard addresses are no place to send anybody.
function listeningUrl(address: ReturnType<Server['address']>, { host, port, tls }: ServerConfig): string {
  const wildcard = host === '0.0.0.0' || host === '::' || host === '';
  const name = wildcard ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return `${tls === undefined ? 'http' : 'https'}://${name}:${taken}`;
}
