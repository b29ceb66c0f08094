import { fileURLToPath } from 'node:url';
import type { Transferable } from 'node:worker_threads';
import { Piscina } from 'piscina';

// A thread costs about 15 MB and 100 ms to start; an idle process holds none.
const defaultIdleMilliseconds = 60_000;
const ownTasks = new URL('./thread.ts', import.meta.url);

/** The one pool of CPU threads of a process. */
export interface ThreadPool {
  /**
   * Runs an exported function of a file on a thread and answers what it returns. Errors lose their class on the way:
   * what the caller must tell apart, the function returns as a value. `long`: work of seconds or minutes; of such at
   * most all threads but one are taken, the others wait for each other, so that short work never waits for long work.
   * `alone`: on the one thread for work that remembers something large, which is not there until somebody asks.
   */
  run<Out>(
    file: URL,
    name: string,
    task: unknown,
    transfer?: readonly Transferable[],
    options?: { readonly long?: boolean; readonly alone?: boolean },
  ): Promise<Out>;
  /**
   * Long work that also needs preparing on this side, such as reading what a thread is sent: begins when its turn among
   * the long work has come, so that nothing piles up before a thread can take it. `act` runs without `long`. Throws the
   * signal's reason when it is aborted while waiting.
   */
  inTurn<Out>(act: () => Promise<Out>, signal: AbortSignal): Promise<Out>;
  /** Text elements of each text. */
  countTextElements(texts: readonly string[]): Promise<readonly number[]>;
  /** Tasks that are running or waiting for a thread. */
  readonly busy: number;
  /** Waits for what runs. */
  close(): Promise<void>;
}

export interface ThreadPoolOptions {
  /** Threads at most; at least two, so that long work leaves one free. */
  readonly max: number;
  /** Bytes of opened models that one thread keeps. */
  readonly modelBytes: number;
  readonly idleMilliseconds?: number;
}

export function createThreadPool(options: ThreadPoolOptions): ThreadPool {
  const max = Math.max(2, options.max);
  const start = (maxThreads: number) =>
    new Piscina({
      minThreads: 0,
      maxThreads,
      idleTimeout: options.idleMilliseconds ?? defaultIdleMilliseconds,
      workerData: { modelBytes: options.modelBytes },
    });
  const pool = start(max);
  let lone: Piscina | undefined;
  const loneThread = () => {
    lone ??= start(1);
    return lone;
  };
  const inTurns = createTurns(max - 1);
  let busy = 0;
  const run: ThreadPool['run'] = async (file, name, task, transfer = [], { long = false, alone = false } = {}) => {
    const on = alone ? loneThread() : pool;
    const act = () => on.run(task, { filename: fileURLToPath(file), name, transferList: [...transfer] as never });
    busy += 1;
    try {
      return await (long ? inTurns(act) : act());
    } finally {
      busy -= 1;
    }
  };
  return {
    run,
    inTurn: inTurns,
    countTextElements: async (texts) => (texts.length === 0 ? [] : run<number[]>(ownTasks, 'count', texts)),
    get busy() {
      return busy;
    },
    close: async () => {
      await Promise.all([pool.close(), lone?.close()]);
    },
  };
}

/** At most `count` acts at a time, in the order they came. */
function createTurns(count: number): <T>(act: () => Promise<T>, signal?: AbortSignal) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  const wait = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal?.reason);
      };
      waiting.push(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  return async (act, signal) => {
    signal?.throwIfAborted();
    if (free > 0) free -= 1;
    else await wait(signal);
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
