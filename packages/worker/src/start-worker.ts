import { hostname } from 'node:os';
import {
  type BoundWork,
  createEngine,
  type Engine,
  type Given,
  problemOf,
  type ReturnedJob,
  type WorkPool,
  workPools,
} from '@taxon/engine';
import { type ParsedCronItem, parseCronItems, type Task, type TaskList } from 'graphile-worker';
import type { WorkerConfig } from './config.ts';
import { HandedBack } from './handed-back.ts';
import { createJobMetrics, type JobMetrics } from './job-metrics.ts';
import { type Pool, startPool } from './runner.ts';

export interface Worker {
  /**
   * Takes no further job. Running jobs may finish for some seconds; then they are stopped and handed back to the queue.
   * Resolves within 10 s.
   */
  stop(): Promise<void>;
}

const usualFinishMilliseconds = 4000;
const stopMilliseconds = 8000;

/** Builds the engine, registers this process as alive, and takes jobs. The database must be migrated. */
export async function startWorker(given: Given, config: WorkerConfig): Promise<Worker> {
  const engine = await createEngine(given, config.engine);
  const metrics = createJobMetrics();
  engine.processes.measureWith(metrics.read);
  const stopping = new AbortController();
  const pools: Pool[] = [];
  const returned: ReturnedJob[] = [];
  try {
    await register(engine, config);
    for (const name of workPools) {
      const works = engine.works.filter(({ pool }) => pool === name);
      const tasks = tasksOf(works, { given, engine, metrics, returned, signal: stopping.signal });
      pools.push(await start(given, config, { engine, name, tasks, cron: cronOf(works) }));
    }
  } catch (error) {
    await Promise.allSettled(pools.map((pool) => pool.stop()));
    await engine.processes.stop().catch(() => undefined);
    await engine.close();
    throw error;
  }
  return {
    stop: () =>
      stop({ given, engine, pools, returned, stopping }, config.finishMilliseconds ?? usualFinishMilliseconds),
  };
}

function register(engine: Engine, { engine: { dataDirectory } }: WorkerConfig): Promise<void> {
  return engine.processes.start({ role: 'worker', host: hostname(), pid: process.pid, dataDirectory });
}

interface Running {
  readonly given: Given;
  readonly engine: Engine;
  readonly metrics: JobMetrics;
  /** Gets the jobs that are handed back. */
  readonly returned: ReturnedJob[];
  /** Aborted when this process stops. */
  readonly signal: AbortSignal;
}

function tasksOf(works: readonly BoundWork[], running: Running): TaskList {
  return Object.fromEntries(works.map((work) => [work.name, taskOf(work, running)]));
}

function taskOf({ name, deliver }: BoundWork, { given, engine, metrics, returned, signal }: Running): Task {
  const context = { processId: engine.processes.id, signal };
  return async (payload, { job }) => {
    try {
      await metrics.measure(name, signal, () => deliver(payload, context));
    } catch (error) {
      if (!signal.aborted) throw error;
      returned.push({ id: job.id, attempt: job.attempts });
      given.log.info({ task: name, job: job.id }, 'this worker stops: the job is handed back to the queue');
      throw new HandedBack(error);
    }
  };
}

/** Periodic works, as the queue's clock sends them: once for the whole cluster, whichever worker does it. */
function cronOf(works: readonly BoundWork[]): ParsedCronItem[] {
  return parseCronItems(
    works.flatMap(({ name, every, version, maxDeliveries, priority }) => {
      const options = { maxAttempts: maxDeliveries, priority };
      return every === undefined ? [] : [{ task: name, match: every, payload: { version }, options }];
    }),
  );
}

interface PoolParts {
  readonly engine: Engine;
  readonly name: WorkPool;
  readonly tasks: TaskList;
  readonly cron: readonly ParsedCronItem[];
}

function start(given: Given, config: WorkerConfig, { engine, name, tasks, cron }: PoolParts): Promise<Pool> {
  const { connectionString } = config.engine;
  const onPool = (poolId: string) => {
    engine.processes.usePool(poolId).catch((error: unknown) => {
      // The next renewal of the process row writes it too.
      given.log.warn({ poolId, problem: problemOf(error) }, 'pool not registered');
    });
  };
  const onPoolEnded = (poolId: string) => engine.processes.dropPool(poolId);
  const pool = { connectionString, name, concurrency: config.concurrency[name], tasks, cron };
  return startPool({ ...pool, log: given.log, onPool, onPoolEnded });
}

interface Stopping {
  readonly given: Given;
  readonly engine: Engine;
  readonly pools: readonly Pool[];
  readonly returned: readonly ReturnedJob[];
  readonly stopping: AbortController;
}

async function stop({ given, engine, pools, returned, stopping }: Stopping, finishMilliseconds: number): Promise<void> {
  const handBack = setTimeout(() => stopping.abort(new Error('The worker stops.')), finishMilliseconds);
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'late'>((resolve) => {
    late = setTimeout(() => resolve('late'), stopMilliseconds);
  });
  const ended = await Promise.race([Promise.all(pools.map((pool) => pool.stop())), tooLate]);
  clearTimeout(handBack);
  clearTimeout(late);
  if (ended === 'late') given.log.warn({}, 'jobs did not end in time; other workers take them over');
  stopping.abort(new Error('The worker stops.'));
  // Frees what this process still has locked or claimed.
  await engine.processes.stop(returned);
  await engine.close();
}
