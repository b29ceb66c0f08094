import { sql } from 'kysely';
import type { Database, Querier, Tx } from '../db/database.ts';
import type { Log } from '../given.ts';
import type { Notifier } from '../notify/notifier.ts';
import { type ProcessInfo, silentSeconds } from './process-row.ts';

// After 30 s the lock of a pool that never registered is freed: its process died in between.
const strayLockSeconds = 30;

/** Gives back the rows that gone processes held, in the sweep's transaction. Answers the ids of rows that ended by it. */
export type ReleaseOf = (tx: Tx, processIds: readonly string[]) => Promise<readonly string[]>;

interface HeldBy {
  readonly id: string;
  readonly poolIds: readonly string[];
}

export interface ProcessSweepOptions {
  readonly db: Database;
  /** The process that sweeps. */
  readonly id: string;
  readonly notifier: Notifier;
  readonly log: Log;
  /** Whether a process of this machine lives; replaced in tests of a restart. */
  readonly isAlive?: (pid: number) => boolean;
}

/** Frees what gone processes hold: the locks of their pools, and their rows in the tables that were added. */
export interface ProcessSweep {
  onGone(releaseOf: ReleaseOf): void;
  /** Sweeps the processes that have not renewed their row for 8 s. Answers how many. */
  sweep(): Promise<number>;
  /** Sweeps dead predecessors of the same host and data folder at once, without the wait of 8 s. Then sweeps as usual. */
  sweepAtStart(info: ProcessInfo): Promise<void>;
  /** Frees the locks that no registered process has. */
  sweepStrayLocks(): Promise<void>;
  /** Gives back what this process holds, and deletes its row. */
  forget(own: HeldBy): Promise<void>;
}

export function createProcessSweep(options: ProcessSweepOptions): ProcessSweep {
  const { db, id, notifier, log, isAlive = lives } = options;
  const releases: ReleaseOf[] = [];

  async function sweepWhere(condition: ReturnType<typeof sql>): Promise<number> {
    const result = await db.transaction().execute(async (tx) => {
      // Both times are the database's, because the clocks of machines differ.
      const { rows } = await sql<HeldBy>`
        select process.id, process.pool_ids as "poolIds" from process
        where process.id <> ${id}::uuid and ${condition} for update skip locked
      `.execute(tx);
      return { rows, ended: rows.length === 0 ? [] : await release(tx, rows, releases) };
    });
    notifier.notifyDone(result.ended);
    for (const row of result.rows) log.warn({ goneProcessId: row.id }, 'a process is gone; its work is given back');
    return result.rows.length;
  }

  const sweep = () => sweepWhere(sql`process.renewed_at < now() - make_interval(secs => ${silentSeconds})`);
  const sweepStrayLocks = () => freeStrayLocks(db);

  return {
    onGone: (releaseOf) => void releases.push(releaseOf),
    sweep,
    sweepAtStart: async (info) => {
      const gone = (await findPredecessors(db, id, info))
        .filter(({ pid }) => pid === info.pid || !isAlive(pid))
        .map((row) => row.id);
      if (gone.length > 0) await sweepWhere(sql`process.id = any(${gone}::uuid[])`);
      await sweep();
      await sweepStrayLocks();
    },
    sweepStrayLocks,
    forget: async (own) => notifier.notifyDone(await db.transaction().execute((tx) => release(tx, [own], releases))),
  };
}

/** Frees the jobs that these pools of the queue have locked, as graphile-worker's forceUnlockWorkers does, also in a transaction. */
export async function unlockPools(db: Querier, poolIds: readonly string[]): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(${poolIds}::text[])`.execute(db);
}

/** Gives back everything that these processes hold and deletes their rows, in the caller's transaction. */
async function release(tx: Tx, gone: readonly HeldBy[], releases: readonly ReleaseOf[]): Promise<readonly string[]> {
  const pools = gone.flatMap(({ poolIds }) => poolIds);
  await unlockPools(tx, pools);
  const ids = gone.map(({ id }) => id);
  const ended: string[] = [];
  for (const releaseOf of releases) ended.push(...(await releaseOf(tx, ids)));
  await tx.deleteFrom('process').where('process.id', 'in', ids).execute();
  return ended;
}

/** A predecessor may have our process number: in a container a new process often gets the number of the old one. */
async function findPredecessors(db: Database, id: string, { host, dataDirectory }: ProcessInfo) {
  if (dataDirectory === undefined) return [];
  return db
    .selectFrom('process')
    .select(['process.id', 'process.pid'])
    .where('process.host', '=', host)
    .where('process.data_directory', '=', dataDirectory)
    .where('process.id', '<>', id)
    .execute();
}

async function freeStrayLocks(db: Database): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct jobs.locked_by))
    from graphile_worker.jobs as jobs
    where jobs.locked_at < now() - make_interval(secs => ${strayLockSeconds})
      and not exists (select from process where jobs.locked_by = any(process.pool_ids))
    having count(*) > 0
  `.execute(db);
}

/** Signal 0 asks without disturbing; EPERM means that it lives under another user. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
