import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@taxon/engine';
import { Logger, type ParsedCronItem, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';

export interface PoolOptions {
  readonly connectionString: string;
  readonly name: string;
  readonly concurrency: number;
  readonly tasks: TaskList;
  readonly cron: readonly ParsedCronItem[];
  readonly log: Log;
  /** Told the id under which the pool locks jobs. */
  readonly onPool: (poolId: string) => void;
}

/** One pool of the queue in this process: so many jobs of these tasks at once. */
export interface Pool {
  /** Takes no further job; resolves when those that run have ended. */
  stop(): Promise<void>;
}

// A database that restarts is back after a second or two.
const restartMilliseconds = 1000;
const pollMilliseconds = 2000;

/**
 * Starts a graphile-worker runner and keeps one running: it ends by itself when the database is away for long. Rejects
 * only when the first one cannot start.
 */
export async function startPool(options: PoolOptions): Promise<Pool> {
  const { log, name } = options;
  const stopping = new AbortController();
  let runner: Runner = await startRunner(options);

  const keep = async () => {
    while (!stopping.signal.aborted) {
      const problem = await runner.promise.then(() => 'it ended', problemOf);
      if (stopping.signal.aborted) return;
      log.warn({ pool: name, problem }, 'a queue runner ended; starting another');
      await sleep(restartMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      runner = await startRunner(options).catch((error: unknown) => failedRunner(error));
    }
  };
  const keeping = keep();

  return {
    async stop() {
      stopping.abort();
      // Rejects when it has ended by itself, which is as good.
      await runner.stop('the worker stops').catch(() => undefined);
      await keeping;
    },
  };
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Stands in for a runner that could not start, so that the next try follows. */
function failedRunner(error: unknown): Runner {
  const promise = Promise.reject(error);
  promise.catch(() => undefined);
  return { promise, stop: async () => undefined } as unknown as Runner;
}

function startRunner({ connectionString, concurrency, tasks, cron, log, onPool, name }: PoolOptions): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => onPool(workerPool.id));
  return run({
    connectionString,
    // One for each job's own bookkeeping, one that listens, one for the clock.
    maxPoolSize: concurrency + 2,
    concurrency,
    pollInterval: pollMilliseconds,
    noHandleSignals: true,
    taskList: tasks,
    parsedCronItems: [...cron],
    events,
    logger: new Logger(() => (level, message) => {
      // The queue repeats what a job threw; acts log their own failures, so this is for the queue's own troubles.
      if (level === 'error' || level === 'warning') log.warn({ pool: name }, `queue: ${message}`);
    }),
  });
}
