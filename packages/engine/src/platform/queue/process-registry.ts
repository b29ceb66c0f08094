import { type MetricFamily, type MetricSource, withFiniteValues } from '../metrics/metric-family.ts';
import { problemOf } from '../problem-of.ts';
import type { ProcessMetrics } from './process-metrics-store.ts';
import * as store from './process-metrics-store.ts';
import { type Found, type ProcessInfo, renewRow } from './process-row.ts';
import {
  createProcessSweep,
  type ProcessSweep,
  type ProcessSweepOptions,
  type ReleaseOf,
  unlockPools,
} from './process-sweep.ts';
import { type ReturnedJob, returnJobs } from './return-jobs.ts';

const renewMilliseconds = 2000;
// Every 15th renewal (30 s) looks for locks of pools that never registered.
const strayEvery = 15;
const takenForGone = 'this process was taken for gone (too long asleep); it has registered again';

/**
 * Liveness of processes. graphile-worker keeps a job locked for four hours when its process is killed. So every process
 * renews its row every 2 s, and every process sweeps the processes that have not renewed theirs for 8 s. A sweep unlocks
 * the jobs of their pools and moves the rows that they were running back to notStarted, in one transaction. A swept process
 * that was only asleep registers again. Its attempt numbers are outdated by then, so it cannot write an end. With its row
 * a process writes its metrics, so that each process can show the metrics of all.
 */
export interface ProcessRegistry {
  /** The id of this process. Every claim of it holds this id. */
  readonly id: string;
  /** Adds a table that processes hold rows of. */
  onGone(releaseOf: ReleaseOf): void;
  /** Adds metrics of this process, read at every renewal and by `measure`. */
  measureWith(source: MetricSource): void;
  /** Writes the row, sweeps dead predecessors of the same data folder, and renews the row from then on. */
  start(info: ProcessInfo): Promise<void>;
  /** Adds a pool of the queue whose locks belong to this process. A process may have several. */
  usePool(poolId: string): Promise<void>;
  /** Removes a pool that has ended without returning its jobs, and unlocks these jobs. */
  dropPool(poolId: string): Promise<void>;
  /** Sweeps now. Answers how many processes were swept. */
  sweep(): Promise<number>;
  /** The metrics of this process now. Does not query the database. */
  measure(): Promise<readonly MetricFamily[]>;
  /**
   * Writes the metrics of this process and answers those of the other living processes, which are at most 2 s old. They are
   * written before they are shown, so a reader of several servers never sees a counter decrease.
   */
  exchangeMetrics(own: readonly MetricFamily[]): Promise<readonly ProcessMetrics[]>;
  /**
   * Stops renewing, gives back what the process holds, and removes the row. Jobs in `returned` are due again at once, and this
   * delivery of them does not count.
   */
  stop(returned?: readonly ReturnedJob[]): Promise<void>;
}

export function createProcessRegistry(options: ProcessSweepOptions): ProcessRegistry {
  const { db, id } = options;
  const sweeper = createProcessSweep(options);
  const sources: MetricSource[] = [];
  const measure = async () => (await Promise.all(sources.map((read) => read()))).flat().map(withFiniteValues);
  const row = createRenewal(options, sweeper, measure);
  return {
    id,
    onGone: sweeper.onGone,
    measureWith: (source) => void sources.push(source),
    start: row.start,
    usePool: row.usePool,
    dropPool: row.dropPool,
    sweep: sweeper.sweep,
    measure,
    exchangeMetrics: async (own) => {
      await store.put(db, id, own);
      return store.readOfOthers(db, id);
    },
    stop: row.stop,
  };
}

type Renewal = Pick<ProcessRegistry, 'start' | 'usePool' | 'dropPool' | 'stop'>;

/** The row of this process, written anew every 2 s from `start` to `stop`. */
function createRenewal(
  { db, id, log }: ProcessSweepOptions,
  sweeper: ProcessSweep,
  measure: ProcessRegistry['measure'],
): Renewal {
  let info: ProcessInfo | undefined;
  let poolIds: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;
  let beats = 0;

  async function renew(as: ProcessInfo): Promise<Found> {
    const found = await renewRow(db, id, as, poolIds);
    if (found === 'none' && beats > 0) log.warn({ processId: id }, takenForGone);
    beats += 1;
    return found;
  }

  async function beat(): Promise<void> {
    if (info === undefined) return;
    try {
      // After a pause this process does not sweep others: the machine slept or the database was away for them too.
      if ((await renew(info)) === 'row') await sweeper.sweep();
      if (beats % strayEvery === 0) await sweeper.sweepStrayLocks();
      await store.put(db, id, await measure());
    } catch (error) {
      log.warn({ processId: id, problem: problemOf(error) }, 'the process row could not be renewed');
    } finally {
      beating = undefined;
    }
  }

  return {
    start: async (own) => {
      info = own;
      await renew(own);
      await sweeper.sweepAtStart(own);
      await store.put(db, id, await measure());
      timer = setInterval(() => {
        beating ??= beat();
      }, renewMilliseconds);
      timer.unref();
    },
    usePool: async (poolId) => {
      poolIds = [...poolIds, poolId];
      if (info !== undefined) await renew(info);
    },
    dropPool: async (poolId) => {
      await unlockPools(db, [poolId]);
      poolIds = poolIds.filter((one) => one !== poolId);
    },
    stop: async (returned = []) => {
      clearInterval(timer);
      await beating;
      if (info === undefined) return;
      info = undefined;
      await sweeper.forget({ id, poolIds });
      await returnJobs(db, returned);
    },
  };
}
