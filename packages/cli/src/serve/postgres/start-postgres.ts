import { resolve } from 'node:path';
import { findBinaries, reachableBinaries } from './binaries.ts';
import { clusterUser, ensureCluster, readPassword } from './cluster.ts';
import { connectionString, ensureDatabase, type SocketAddress } from './connection.ts';
import { linkLibraries } from './library-links.ts';
import { findPlace, type Place } from './place.ts';
import { usualConnections } from './settings.ts';
import { enter, leave } from './sharers.ts';
import { socketFolder } from './socket-folder.ts';
import { type SupervisorLog, superviseServer } from './supervise-server.ts';

export interface PostgresOptions {
  /** Taxon's data folder; made when missing. */
  readonly dataDirectory: string;
  readonly log: SupervisorLog;
  /** Where root keeps what the lower user must reach when the data folder is closed to it. */
  readonly systemDirectory?: string;
  /** Sentences for the terminal; goes to the log when absent. */
  readonly notice?: (sentence: string) => void;
  /** Connections that its users need together; 60 when absent or fewer. */
  readonly connections?: number;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
}

export interface RunningPostgres {
  /** For `pg` and libpq, over the unix socket. Stays valid over restarts of the server. */
  connectionString(database: string): string;
  /** True when a server of this cluster was already running and was taken over. */
  readonly adopted: boolean;
  /**
   * Stops watching, and stops the server unless another living Taxon looks after it. `atOnce` waits for nobody: the
   * next start recovers, and nothing committed is lost.
   */
  stop(how?: { readonly atOnce: boolean }): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data folder, or takes over one that a killed Taxon left running; makes the
 * cluster and the database `taxon` at the first start. Restarts the server when it dies.
 * @throws StartProblem with a sentence for the operator.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { log } = options;
  const systemFolder = options.systemDirectory ?? '/var/lib/taxon';
  const notice = options.notice ?? ((sentence: string) => log.info({}, sentence));
  const packaged = await findBinaries();
  const place = await findPlace(resolve(options.dataDirectory), systemFolder, notice);
  const binaries = await reachableBinaries(packaged, place.account, systemFolder);
  await ensureCluster(place, binaries);
  const libraryPath = await linkLibraries(binaries, `${place.root}/lib`);
  const maxConnections = Math.max(usualConnections, options.connections ?? 0);
  const signal = options.signal ?? new AbortController().signal;
  const password = await readPassword(place.root);
  const address = await enterForAddress(place, password);
  const server = await superviseServer({ place, binaries, libraryPath, address, maxConnections, log, signal });
  try {
    await ensureDatabase(address, 'taxon');
  } catch (error) {
    await server.stop(true);
    throw error;
  }
  return {
    connectionString: (database) => connectionString(address, database),
    adopted: server.adopted,
    stop: (how) => server.stop(how?.atOnce === true),
  };
}

/** Noted as a user first, so that nobody who leaves removes the address meanwhile. */
async function enterForAddress(place: Place, password: string): Promise<SocketAddress> {
  await enter(place.root);
  try {
    return { folder: await socketFolder(place), user: clusterUser, password };
  } catch (error) {
    await leave(place.root);
    throw error;
  }
}
