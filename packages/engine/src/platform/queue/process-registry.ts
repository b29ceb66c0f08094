import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.ts';
import type { Log } from '../given.ts';
import type { Notifier } from '../notify/notifier.ts';

const renewMilliseconds = 2000;
const silentSeconds = 8;
// A lock of a pool that never registered (its process died in between) is looked for every so many renewals.
const strayEvery = 15;
const strayLockSeconds = 30;

/** Gives back what gone processes held, in the sweep's transaction. Answers the ids that ended by it. */
type ReleaseOf = (tx: Tx, processIds: readonly string[]) => Promise<readonly string[]>;

interface ProcessIdentity {
  /** `serve`, `server`, `worker`. */
  readonly role: string;
  readonly host: string;
  readonly pid: number;
  /** Only `serve`: its folder belongs to one process tree at a time, so predecessors that are gone are swept at once. */
  readonly dataDirectory?: string;
}

/**
 * Liveness of processes. A graphile-worker job stays locked for four hours when its process is killed; so every process
 * renews one row each 2 s, and every process sweeps those silent for 8 s: their pools' jobs are unlocked and what they
 * were running goes back to notStarted, in one transaction. Who was only asleep finds its attempt numbers outdated and
 * registers again.
 */
export interface ProcessRegistry {
  /** This process, in every claim it makes. */
  readonly id: string;
  /** Adds a table that processes hold rows of. */
  onGone(releaseOf: ReleaseOf): void;
  /** Writes the row, sweeps gone predecessors of the same data folder, renews from then on. */
  start(identity: ProcessIdentity): Promise<void>;
  /** A pool of the queue whose locks belong to this process; told as soon as the pool has its id. A process may have several. */
  usePool(poolId: string): Promise<void>;
  /** A pool of this process has ended without returning its jobs: they are unlocked. */
  dropPool(poolId: string): Promise<void>;
  /** One sweep now; answers how many processes were gone. */
  sweep(): Promise<number>;
  /** Stops renewing and removes the row. What is still held is given back. */
  stop(): Promise<void>;
}

export interface ProcessRegistryOptions {
  readonly db: Database;
  readonly id: string;
  readonly notifier: Notifier;
  readonly log: Log;
  /** Whether a process of this machine lives; replaced in tests of a restart. */
  readonly isAlive?: (pid: number) => boolean;
}

export function createProcessRegistry(options: ProcessRegistryOptions): ProcessRegistry {
  const { db, id, notifier, log, isAlive = lives } = options;
  const releases: ReleaseOf[] = [];
  let identity: ProcessIdentity | undefined;
  let poolIds: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();
  let beats = 0;
  let inBeat = false;

  /** Everything that is known of these processes is given back and forgotten, or nothing. */
  async function forget(
    tx: Tx,
    gone: readonly { id: string; pool_ids: readonly string[] }[],
  ): Promise<readonly string[]> {
    const pools = gone.flatMap((row) => row.pool_ids);
    // What graphile-worker's forceUnlockWorkers calls, here within our transaction.
    await sql`select graphile_worker.force_unlock_workers(${pools}::text[])`.execute(tx);
    const ids = gone.map((row) => row.id);
    const ended: string[] = [];
    for (const releaseOf of releases) ended.push(...(await releaseOf(tx, ids)));
    await tx.deleteFrom('process').where('process.id', 'in', ids).execute();
    return ended;
  }

  async function sweepWhere(condition: ReturnType<typeof sql>): Promise<number> {
    const result = await db.transaction().execute(async (tx) => {
      // The database's clock on both sides: machines may disagree about the time.
      const { rows } = await sql<{ id: string; pool_ids: string[] }>`
        select process.id, process.pool_ids from process
        where process.id <> ${id}::uuid and ${condition} for update skip locked
      `.execute(tx);
      return { rows, ended: rows.length === 0 ? [] : await forget(tx, rows) };
    });
    notifier.notifyDone(result.ended);
    for (const row of result.rows) log.warn({ goneProcessId: row.id }, 'a process is gone; its work is given back');
    return result.rows.length;
  }

  const sweep = (): Promise<number> =>
    sweepWhere(sql`process.renewed_at < now() - make_interval(secs => ${silentSeconds})`);

  async function sweepStrayLocks(): Promise<void> {
    await sql`
      select graphile_worker.force_unlock_workers(array_agg(distinct jobs.locked_by))
      from graphile_worker.jobs as jobs
      where jobs.locked_at < now() - make_interval(secs => ${strayLockSeconds})
        and not exists (select from process where jobs.locked_by = any(process.pool_ids))
      having count(*) > 0
    `.execute(db);
  }

  async function sweepPredecessors({ host, pid, dataDirectory }: ProcessIdentity): Promise<void> {
    if (dataDirectory === undefined) return;
    const rows = await db
      .selectFrom('process')
      .select(['process.id', 'process.pid'])
      .where('process.host', '=', host)
      .where('process.data_directory', '=', dataDirectory)
      .where('process.id', '<>', id)
      .execute();
    // In a container a new process often has the number of the old one.
    const gone = rows.filter((row) => row.pid === pid || !isAlive(row.pid)).map((row) => row.id);
    if (gone.length > 0) await sweepWhere(sql`process.id = any(${gone}::uuid[])`);
  }

  async function renew({ role, host, pid, dataDirectory }: ProcessIdentity): Promise<void> {
    const { rows } = await sql<{ inserted: boolean }>`
      insert into process (id, pool_ids, role, host, pid, data_directory, started_at, renewed_at)
      values (${id}, ${poolIds}::text[], ${role}, ${host}, ${pid}, ${dataDirectory ?? null}, now(), now())
      on conflict (id) do update set renewed_at = now(), pool_ids = excluded.pool_ids
      returning xmax = 0 as inserted
    `.execute(db);
    if (rows[0]?.inserted === true && beats > 0) {
      log.warn({ processId: id }, 'this process was taken for gone (too long asleep); it has registered again');
    }
    beats += 1;
  }

  async function beat(): Promise<void> {
    if (identity === undefined) return;
    try {
      await renew(identity);
      await sweep();
      if (beats % strayEvery === 0) await sweepStrayLocks();
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      log.warn({ processId: id, problem }, 'the process row could not be renewed');
    }
  }

  return {
    id,
    onGone: (releaseOf) => void releases.push(releaseOf),
    start: async (given) => {
      identity = given;
      await renew(given);
      await sweepPredecessors(given);
      await sweep();
      await sweepStrayLocks();
      timer = setInterval(() => {
        if (inBeat) return;
        inBeat = true;
        beating = beat().finally(() => {
          inBeat = false;
        });
      }, renewMilliseconds);
      timer.unref();
    },
    usePool: async (given) => {
      poolIds = [...poolIds, given];
      if (identity !== undefined) await renew(identity);
    },
    dropPool: async (given) => {
      await sql`select graphile_worker.force_unlock_workers(${[given]}::text[])`.execute(db);
      poolIds = poolIds.filter((one) => one !== given);
    },
    sweep,
    stop: async () => {
      clearInterval(timer);
      await beating;
      if (identity === undefined) return;
      identity = undefined;
      const own = [{ id, pool_ids: poolIds }];
      notifier.notifyDone(await db.transaction().execute((tx) => forget(tx, own)));
    },
  };
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
