import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Log, problemOf } from '@taxon/engine';
import { Logger, type ParsedCronItem, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { HandedBack } from './handed-back.ts';

export interface PoolOptions {
  readonly connectionString: string;
  readonly name: string;
  readonly concurrency: number;
  readonly tasks: TaskList;
  readonly cron: readonly ParsedCronItem[];
  readonly log: Log;
  /** Called with the id under which the pool locks jobs. */
  readonly onPool: (poolId: string) => void;
  /** Called when that pool has ended by itself: its locked jobs must be freed. Called again until it succeeds. */
  readonly onPoolEnded: (poolId: string) => Promise<void>;
}

/** One pool of the queue in this process: so many jobs of these tasks at once. */
export interface Pool {
  /** Takes no further job; resolves when those that run have ended. */
  stop(): Promise<void>;
}

interface Running {
  readonly runner: Runner;
  readonly poolId: string;
  /** Resolves with the reason when the runner has ended, or when it has begun to end and needs too long. */
  readonly ended: Promise<string>;
}

// A database that restarts is back after a second or two.
const restartMilliseconds = 1000;
const pollMilliseconds = 2000;
// graphile-worker 0.18 counts a second failed batch of ends twice (graphile/worker#636). A runner that ends after that
// waits for ever, because the count never comes to 0.
const endingMilliseconds = 8000;

/**
 * Starts a graphile-worker runner and keeps one running. A runner ends by itself when it cannot write the end of a job,
 * that is, when the database goes away. Rejects only when the first runner cannot start.
 *
 * Jobs are fetched one by one. graphile-worker's local queue would fetch several at once, which costs less CPU (measured
 * with 16 clients: 6.9 instead of 9.5 ms a prediction job). But when the database goes away while that queue returns
 * jobs, 0.18 loses them in memory: they stay locked to a living pool, and an unhandled rejection ends the process.
 */
export async function startPool(options: PoolOptions): Promise<Pool> {
  const { log, name } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Running | undefined = await startRunner(options);

  const restart = async (poolId: string): Promise<Running | undefined> => {
    while (!signal.aborted) {
      await sleep(restartMilliseconds, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return undefined;
      try {
        await options.onPoolEnded(poolId);
        return await startRunner(options);
      } catch (error) {
        log.warn({ pool: name, problem: problemOf(error) }, 'a queue runner could not start yet');
      }
    }
    return undefined;
  };

  const keep = async () => {
    while (running !== undefined) {
      const { ended, poolId } = running;
      const problem = await ended;
      if (signal.aborted) return;
      log.warn({ pool: name, problem }, 'a queue runner ended; starting another');
      running = await restart(poolId);
    }
  };
  const keeping = keep();

  return {
    async stop() {
      stopping.abort();
      // Rejects when the runner has ended by itself, which is no problem.
      await running?.runner.stop('the worker stops').catch(() => undefined);
      await keeping;
    },
  };
}

async function startRunner(options: PoolOptions): Promise<Running> {
  const { connectionString, concurrency, tasks, cron, log, onPool, name } = options;
  const events: WorkerEvents = new EventEmitter();
  let poolId = '';
  const endsTooLong = Promise.withResolvers<string>();
  const endingBegan = () => {
    setTimeout(() => endsTooLong.resolve('it did not end in time'), endingMilliseconds).unref();
  };
  events.once('pool:gracefulShutdown', endingBegan);
  events.once('pool:forcefulShutdown', endingBegan);
  events.on('pool:create', ({ workerPool }) => {
    poolId = workerPool.id;
    onPool(poolId);
  });
  const runner = await run({
    parsedCronItems: [...cron],
    noHandleSignals: true,
    taskList: tasks,
    preset: {
      worker: {
        connectionString,
        // One for each job's own bookkeeping, one that listens, one for the clock.
        maxPoolSize: concurrency + 2,
        concurrentJobs: concurrency,
        pollInterval: pollMilliseconds,
        events,
        // With 0, ends of jobs that come in one turn are written together. Then a failure to write an end ends the
        // runner, and another is started. Without it, 0.18 does not handle the rejection, and the process ends.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        // The engine logs what a job threw. Of the queue's own messages the first line is enough.
        logger: new Logger(() => (level, message, meta) => {
          // The worker has logged it. It is a failure only for the queue, which delivers the job again.
          if (meta?.error instanceof HandedBack) return;
          if (level === 'error' || level === 'warning') log.warn({ pool: name }, `queue: ${message.split('\n', 1)[0]}`);
        }),
      },
    },
  });
  // A runner that needs too long to end takes no job any more. Stopping it closes its connections.
  const abandoned = endsTooLong.promise.then((problem) => {
    // Rejects only when the runner has just ended by itself.
    runner.stop('it is replaced').catch(() => undefined);
    return problem;
  });
  return { runner, poolId, ended: Promise.race([runner.promise.then(() => 'it ended', problemOf), abandoned]) };
}
