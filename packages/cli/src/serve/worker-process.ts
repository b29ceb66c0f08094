import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

interface WorkerLog {
  warn(fields: object, message: string): void;
}

/** The worker of `taxon serve`, in a process of its own. */
export interface WorkerProcess {
  /** Tells the worker, this one and each that follows it, which database to work on. */
  provide(connectionString: string): void;
  /** Resolves when a worker says for the first time that it takes jobs. */
  readonly ready: Promise<void>;
  /** Lets it finish or hand back what runs, then it is killed. */
  stop(patience: number): Promise<void>;
  kill(): void;
}

const firstPause = 250;
const longestPause = 10_000;
/** A worker that lived so long and died has no standing problem: the next comes at once again. */
const longLife = 30_000;

/**
 * Starts the worker before the database is up, so that it loads meanwhile, and again with growing pauses whenever it
 * dies. It has a process group of its own (Ctrl-C is ours to handle) and ends by itself when this process is gone: its
 * end of the channel closes.
 */
export function startWorkerProcess(script: string, log: WorkerLog): WorkerProcess {
  let child: ChildProcess | undefined;
  let database: string | undefined;
  const stopping = new AbortController();
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();

  function start(): ChildProcess {
    const started = fork(script, ['worker', '--of-serve'], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    started.on('message', () => becomeReady());
    // A channel that breaks is followed by the exit, which is handled below.
    started.on('error', (error) => log.warn({ problem: error.message }, 'the worker cannot be reached'));
    if (database !== undefined) started.send({ connectionString: database });
    return started;
  }

  async function keep(): Promise<void> {
    let wait = firstPause;
    while (!stopping.signal.aborted) {
      const born = performance.now();
      child = start();
      const [code, signal] = await once(child, 'exit');
      if (stopping.signal.aborted) return;
      wait = performance.now() - born > longLife ? firstPause : Math.min(wait * 2, longestPause);
      log.warn({ code, signal, again: wait }, 'the worker ended; starting another');
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const keeping = keep();
  return {
    ready,
    provide: (connectionString) => {
      database = connectionString;
      if (child?.connected === true) child.send({ connectionString });
    },
    stop: async (patience) => {
      stopping.abort();
      child?.kill('SIGTERM');
      const timer = setTimeout(() => child?.kill('SIGKILL'), patience);
      await keeping;
      clearTimeout(timer);
    },
    kill: () => {
      stopping.abort();
      child?.kill('SIGKILL');
    },
  };
}
