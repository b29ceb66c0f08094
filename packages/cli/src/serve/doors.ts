import { readFile, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { EngineConfig } from '@taxon/engine';
import type { ServerConfig } from '@taxon/server';
import type { WorkerConfig } from '@taxon/worker';
import { type Config, listOf } from '../config.ts';
import { StartProblem } from '../start-problem.ts';

/** The settings, as the engine takes them. */
export function engineConfig(config: Config, connectionString: string): EngineConfig {
  return {
    connectionString,
    ...(config.DATABASE_LISTEN_URL === undefined ? {} : { listenConnectionString: config.DATABASE_LISTEN_URL }),
    maxConnections: config.TAXON_DATABASE_CONNECTIONS,
    dataDirectory: config.dataDirectory,
    ...(config.encoderDirectory === undefined ? {} : { encoderDirectory: config.encoderDirectory }),
    threads: config.TAXON_THREADS === 0 ? availableParallelism() : config.TAXON_THREADS,
    modelCacheBytes: config.TAXON_MODEL_CACHE_MB * 1_000_000,
    limits: {
      projects: config.TAXON_MAX_PROJECTS,
      documents: config.TAXON_MAX_DOCUMENTS,
      predictionBacklog: config.TAXON_PREDICTION_BACKLOG,
    },
  };
}

/** The settings, as the HTTP server takes them. */
export async function serverConfig(config: Config): Promise<ServerConfig> {
  const tls = await readTls(config);
  const studioDirectory = await builtStudio();
  return {
    host: config.TAXON_HOST,
    port: config.TAXON_PORT,
    strictJobStatus: config.TAXON_STRICT_JOB_STATUS,
    documentedV32Form: config.TAXON_DOCUMENTED_V32_FORM,
    nov2021ResultShim: config.TAXON_NOV2021_RESULT_SHIM,
    failedKeysPerMinute: config.TAXON_FAILED_KEYS_PER_MINUTE,
    ...(config.TAXON_PUBLIC_URL === undefined ? {} : { publicUrl: config.TAXON_PUBLIC_URL }),
    ...(config.TAXON_TRUST_PROXY === undefined ? {} : { trustProxy: listOf(config.TAXON_TRUST_PROXY) }),
    ...(tls === undefined ? {} : { tls }),
    ...(studioDirectory === undefined ? {} : { studioDirectory }),
  };
}

/** The settings, as the worker takes them. */
export function workerConfig(config: Config, connectionString: string): WorkerConfig {
  const engine = engineConfig(config, connectionString);
  return { engine: { ...engine, maxConnections: workerConnections(config) }, concurrency: concurrencyOf(config) };
}

/**
 * A worker's pool: an import or training holds a connection for its transaction and needs a second one to write its
 * progress, and the process row must be renewed whatever runs; with fewer they would wait for each other.
 */
function workerConnections(config: Config): number {
  const { prediction, training, background } = concurrencyOf(config);
  return Math.max(config.TAXON_DATABASE_CONNECTIONS, prediction + 2 * (training + background) + 3);
}

/**
 * Database connections that `taxon serve` may come to: the pools of two processes, the queue's (each has two beside
 * its jobs), a LISTEN each, and 10 for people and other commands.
 */
export function connectionsOfServe(config: Config): number {
  const { prediction, training, background } = concurrencyOf(config);
  const pools = config.TAXON_DATABASE_CONNECTIONS + workerConnections(config) + 2;
  return pools + prediction + training + background + 6 + 10;
}

function concurrencyOf(config: Config): WorkerConfig['concurrency'] {
  return {
    prediction: config.TAXON_WORKER_PREDICTIONS,
    training: config.TAXON_WORKER_TRAININGS,
    background: config.TAXON_WORKER_BACKGROUND,
  };
}

async function readTls(config: Config): Promise<{ cert: Buffer; key: Buffer } | undefined> {
  const { TAXON_TLS_CERT: cert, TAXON_TLS_KEY: key } = config;
  if (cert === undefined || key === undefined) return undefined;
  return { cert: await readPem('TAXON_TLS_CERT', cert), key: await readPem('TAXON_TLS_KEY', key) };
}

async function readPem(name: string, path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new StartProblem(`${name}: the file ${path} cannot be read (${error.code}).`, { cause: error });
  });
  if (!bytes.includes('-----BEGIN ')) throw new StartProblem(`${name}: the file ${path} is not PEM.`);
  return bytes;
}

async function builtStudio(): Promise<string | undefined> {
  const folder = fileURLToPath(new URL('../../../studio/dist', import.meta.url));
  const page = await stat(`${folder}/index.html`).catch(() => undefined);
  return page === undefined ? undefined : folder;
}
