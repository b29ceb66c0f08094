import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

interface WorkerLog {
  warn(fields: object, message: string): void;
}

/** The worker of `taxon serve`, in a process of its own. */
export interface WorkerProcess {
  /** Tells the worker which database to work on. A worker that is started later is told too. */
  provide(connectionString: string): void;
  /** Resolves when a worker has said for the first time that it takes jobs. */
  readonly ready: Promise<void>;
  /** Asks it to stop. Kills it when it still runs after `patience` milliseconds. */
  stop(patience: number): Promise<void>;
  kill(): void;
}

const firstPause = 250;
const longestPause = 10_000;
/** Milliseconds. A worker that ran so long has no lasting problem: its successor starts after the first pause. */
const longLife = 30_000;

/**
 * Starts the worker before the database is up, so that it loads its code meanwhile. When it dies it is started again,
 * after pauses that grow from 0.25 to 10 s. It has a process group of its own, so that a Ctrl-C reaches this process
 * only. It ends by itself when this process is gone, because its end of the channel closes.
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
    // After a broken channel the worker exits, and the loop below starts another.
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
