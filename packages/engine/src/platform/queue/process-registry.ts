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
// Locks of pools that never registered are looked for every so many renewals.
const strayEvery = 15;
const takenForGone = 'this process was taken for gone (too long asleep); it has registered again';

/**
 * Liveness of processes. A graphile-worker job stays locked for four hours when its process is killed; so every process
 * renews one row each 2 s, and every process sweeps those silent for 8 s: their pools' jobs are unlocked and what they
 * were running goes back to notStarted, in one transaction. A swept process that was only asleep registers again. Its
 * attempt numbers are outdated by then, so it cannot write an end. With its row a process writes what it measures of
 * itself, so that each process can show the metrics of all.
 */
export interface ProcessRegistry {
  /** This process, in every claim it makes. */
  readonly id: string;
  /** Adds a table that processes hold rows of. */
  onGone(releaseOf: ReleaseOf): void;
  /** Adds metrics of this process, read at every renewal and by `measure`. */
  measureWith(source: MetricSource): void;
  /** Writes the row, sweeps gone predecessors of the same data folder, renews from then on. */
  start(info: ProcessInfo): Promise<void>;
  /** A pool of the queue whose locks belong to this process; told as soon as the pool has its id. A process may have several. */
  usePool(poolId: string): Promise<void>;
  /** A pool of this process has ended without returning its jobs: they are unlocked. */
  dropPool(poolId: string): Promise<void>;
  /** One sweep now; answers how many processes were gone. */
  sweep(): Promise<number>;
  /** What this process measures of itself now. Asks no database. */
  measure(): Promise<readonly MetricFamily[]>;
  /**
   * Writes what this process has measured and answers what the other living ones wrote, at most 2 s ago. Written before
   * it is shown, so that whoever asks one server after the other never sees a counter go backwards.
   */
  exchangeMetrics(own: readonly MetricFamily[]): Promise<readonly ProcessMetrics[]>;
  /** Stops renewing and removes the row. What is still held is given back; `returned` are due again at once, not counted. */
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
      // After a pause of its own this process does not sweep others: the machine slept, or the database was away, for them
      // too.
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
