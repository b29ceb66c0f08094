import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type EngineConfig, toEngineConfig } from '@taxon/engine/config';
import { type ServerConfig, serverSettings, toServerConfig } from '@taxon/server/config';
import { toWorkerConfig, type WorkerConfig, workerConnections } from '@taxon/worker/config';
import type { Config } from '../config.ts';
import { notesOf } from '../settings.ts';
import { StartProblem } from '../start-problem.ts';

/** The configuration of this process's engine, on one database. */
export function engineConfig({ cli, engine }: Config, connectionString: string): EngineConfig {
  return toEngineConfig(engine, { connectionString, dataDirectory: cli.dataDirectory });
}

/**
 * The configuration of the HTTP server, with the TLS files read.
 * @throws StartProblem when a TLS file cannot be read or is not PEM.
 */
export async function serverConfig({ server }: Config): Promise<ServerConfig> {
  const tls = await readTls(server);
  const studioDirectory = await builtStudio();
  return toServerConfig(server, {
    ...(tls === undefined ? {} : { tls }),
    ...(studioDirectory === undefined ? {} : { studioDirectory }),
  });
}

/** The configuration of the worker, on one database. */
export function workerConfig(config: Config, connectionString: string): WorkerConfig {
  return toWorkerConfig(config.worker, engineConfig(config, connectionString));
}

/**
 * Database connections that `taxon serve` may open: the pools of two processes, the connections of three queue pools
 * (two each, and one for each job), one LISTEN in each process, and 10 for people and other commands.
 */
export function connectionsOfServe({ engine: { maxConnections }, worker: { concurrency } }: Config): number {
  const { prediction, training, background } = concurrency;
  const pools = maxConnections + workerConnections(concurrency, maxConnections) + 2;
  return pools + prediction + training + background + 6 + 10;
}

async function readTls({ tlsCertificateFile, tlsKeyFile }: Config['server']): Promise<ServerConfig['tls']> {
  if (tlsCertificateFile === undefined || tlsKeyFile === undefined) return undefined;
  return {
    cert: await readPem('tlsCertificateFile', tlsCertificateFile),
    key: await readPem('tlsKeyFile', tlsKeyFile),
  };
}

async function readPem(name: 'tlsCertificateFile' | 'tlsKeyFile', path: string): Promise<Buffer> {
  const { variable } = notesOf(serverSettings.properties[name], name);
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new StartProblem(`${variable}: the file ${path} cannot be read (${error.code}).`, { cause: error });
  });
  if (!bytes.includes('-----BEGIN ')) throw new StartProblem(`${variable}: the file ${path} is not PEM.`);
  return bytes;
}

/** The folder of the built Studio; undefined when it was not built. */
async function builtStudio(): Promise<string | undefined> {
  const folder = fileURLToPath(new URL('../../../studio/dist', import.meta.url));
  const page = await stat(`${folder}/index.html`).catch(() => undefined);
  return page === undefined ? undefined : folder;
}
