import { hostname } from 'node:os';
import { createEngine, type Engine, type Given, jobDefinitions, problemOf, type ReturnedJob } from '@taxon/engine';
import { type ParsedCronItem, parseCronItems, type Task, type TaskList } from 'graphile-worker';
import type { WorkerConcurrency, WorkerConfig } from './config.ts';
import { HandedBack } from './handed-back.ts';
import { handlers } from './handlers/all-handlers.ts';
import type { Handler } from './handlers/handler.ts';
import { createJobMetrics, type JobMetrics } from './job-metrics.ts';
import { type Pool, startPool } from './runner.ts';
import { createTaskList } from './task-list.ts';

export interface Worker {
  /** Takes no further job; what runs may finish for some seconds, then it is stopped and handed back. Done within 10 s. */
  stop(): Promise<void>;
}

const usualFinishMilliseconds = 4000;
const stopMilliseconds = 8000;
// Once a minute, once for the whole cluster.
const cron = [{ task: 'expire', match: '* * * * *', payload: { version: 1 }, options: { maxAttempts: 1 } }];

/** Builds the engine, says that this process lives, and takes jobs. The database must be migrated. */
export async function startWorker(given: Given, config: WorkerConfig): Promise<Worker> {
  const tasks = createTaskList(jobDefinitions, handlers);
  const engine = await createEngine(given, config.engine);
  const metrics = createJobMetrics();
  engine.processes.measureWith(metrics.read);
  const stopping = new AbortController();
  const pools: Pool[] = [];
  const returned: ReturnedJob[] = [];
  try {
    await register(engine, config);
    for (const name of ['prediction', 'training', 'background'] as const) {
      const taskList = tasksOf(name, tasks, { given, engine, metrics, returned, signal: stopping.signal });
      pools.push(await start(given, config, engine, name, taskList));
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
  readonly signal: AbortSignal;
}

function tasksOf(pool: keyof WorkerConcurrency, tasks: ReadonlyMap<string, Handler>, running: Running): TaskList {
  const entries = [...tasks].filter(([, handler]) => handler.pool === pool);
  return Object.fromEntries(entries.map(([task, handler]) => [task, taskOf(task, handler, running)]));
}

function taskOf(task: string, handler: Handler, { given, engine, metrics, returned, signal }: Running): Task {
  const context = { processId: engine.processes.id, signal };
  return async (payload, { job }) => {
    try {
      await metrics.measure(task, signal, () => handler.run(engine, payload, context));
    } catch (error) {
      if (!signal.aborted) throw error;
      returned.push({ id: job.id, attempt: job.attempts });
      given.log.info({ task, job: job.id }, 'this worker stops: the job is handed back to the queue');
      throw new HandedBack(error);
    }
  };
}

function start(given: Given, config: WorkerConfig, engine: Engine, name: keyof WorkerConcurrency, tasks: TaskList) {
  const { connectionString } = config.engine;
  const items: ParsedCronItem[] = name === 'background' ? parseCronItems(cron) : [];
  const onPool = (poolId: string) => {
    engine.processes.usePool(poolId).catch((error: unknown) => {
      // The next renewal writes it too.
      given.log.warn({ poolId, problem: problemOf(error) }, 'pool not registered');
    });
  };
  const concurrency = config.concurrency[name];
  const onPoolEnded = (poolId: string) => engine.processes.dropPool(poolId);
  const pool = { connectionString, name, concurrency, tasks, cron: items };
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
  if (ended === 'late') given.log.warn({}, 'jobs did not end in time; others take them over');
  stopping.abort(new Error('The worker stops.'));
  // Whatever is still locked or claimed by this process is given back here.
  await engine.processes.stop(returned);
  await engine.close();
}
