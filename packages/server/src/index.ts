import type { Server } from 'node:http';
import { hostname } from 'node:os';
import { type Engine, type Given, problemOf } from '@taxon/engine';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { ServerConfig } from './config.ts';

export { buildApp } from './app.ts';
export type { AppConfig, ServerConfig } from './config.ts';
export { doorErrors } from './http/door-errors.ts';

/** A listening server. */
export interface RunningServer {
  /** Where it listens, without a trailing slash; the public URL may be another. */
  readonly url: string;
  /** Takes no new connections and finishes what runs. The engine stays open: whoever made it closes it. */
  stop(): Promise<void>;
}

/**
 * Builds the app on an engine, says that this process lives, and listens. The database's schema has to be migrated
 * already.
 * @throws what listening fails with (EADDRINUSE, EACCES…); then nothing listens, and only the engine is open.
 */
export async function startServer(engine: Engine, config: ServerConfig, given: Given): Promise<RunningServer> {
  const app = await buildApp(engine, config, given);
  try {
    // A server works in no data folder. It names none, so that a worker of the same folder never takes it for a
    // predecessor.
    await engine.processes.start({ role: 'server', host: hostname(), pid: process.pid });
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await stopServer(app, engine, given);
    throw error;
  }
  return { url: listeningUrl(app.server.address(), config), stop: () => stopServer(app, engine, given) };
}

/** A process row that cannot be removed now is removed by others when it has been silent for long enough. */
async function stopServer(app: FastifyInstance, engine: Engine, { log }: Given): Promise<void> {
  await app.close();
  await engine.processes.stop().catch((error: unknown) => {
    log.warn({ problem: problemOf(error) }, 'the process row could not be removed');
  });
}

// Nobody can connect to a wildcard address.
function listeningUrl(address: ReturnType<Server['address']>, { host, port, tls }: ServerConfig): string {
  const wildcard = host === '0.0.0.0' || host === '::' || host === '';
  const name = wildcard ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return `${tls === undefined ? 'http' : 'https'}://${name}:${taken}`;
}
