import { resolve } from 'node:path';
import { findBinaries, reachableBinaries } from './binaries.ts';
import { ensureCluster, readPassword } from './cluster.ts';
import { connectionString, ensureDatabase, type SocketAddress } from './connection.ts';
import { linkLibraries } from './library-links.ts';
import { findPlace, type Place } from './place.ts';
import { usualConnections } from './settings.ts';
import { enterFolder, leave } from './sharers.ts';
import { socketFolder } from './socket-folder.ts';
import { type SupervisorLog, superviseServer } from './supervise-server.ts';

export interface PostgresOptions {
  /** An existing folder that this user may write. The cluster goes into `<folder>/postgres`. */
  readonly folder: string;
  /** The superuser and the database that are made at the first start. */
  readonly name: string;
  readonly log: SupervisorLog;
  /**
   * Where root keeps the cluster or the programs when PostgreSQL's user cannot reach `folder` or the installed package.
   * It is made when it is needed; an ordinary user never needs it.
   */
  readonly systemFolder: string;
  /** Takes sentences for the terminal; without it they go to the log. */
  readonly notice?: (sentence: string) => void;
  /** Connections that all users need together; 60 when absent or fewer. */
  readonly connections?: number;
  /** Ends a start that is under way, and later restarts too. */
  readonly signal?: AbortSignal;
}

export interface RunningPostgres {
  /** For `pg` and libpq, over the unix socket. Stays valid over restarts of the server. */
  connectionString(database: string): string;
  /** True when a server of this cluster was already running and was taken over. */
  readonly adopted: boolean;
  /**
   * Stops watching. Stops the server too, unless another living process uses it. With `atOnce` no time is given to
   * running statements; the next start recovers if it has to, and nothing committed is lost.
   */
  stop(how?: { readonly atOnce: boolean }): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a folder, or takes over a server that a killed process left running. The first
 * start makes the cluster and the database. A server that dies is started again.
 * @throws PostgresProblem that says what keeps it from starting.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { log, name, systemFolder } = options;
  const notice = options.notice ?? ((sentence: string) => log.info({}, sentence));
  const packaged = await findBinaries();
  const place = await findPlace(resolve(options.folder), systemFolder, notice);
  const binaries = await reachableBinaries(packaged, place.account, systemFolder);
  await ensureCluster(place, binaries, name);
  const libraryPath = await linkLibraries(binaries, `${place.root}/lib`);
  const maxConnections = Math.max(usualConnections, options.connections ?? 0);
  const signal = options.signal ?? new AbortController().signal;
  const password = await readPassword(place.root);
  const address = await enterForAddress(place, { user: name, password });
  const server = await superviseServer({ place, binaries, libraryPath, address, maxConnections, log, signal });
  try {
    await ensureDatabase(address, name);
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

/** Notes this process as a user, then reads the address: in this order no process that leaves can remove it. */
async function enterForAddress(place: Place, login: Pick<SocketAddress, 'user' | 'password'>): Promise<SocketAddress> {
  await enterFolder(place.root);
  try {
    return { folder: await socketFolder(place), ...login };
  } catch (error) {
    await leave(place.root);
    throw error;
  }
}
