import { fileURLToPath } from 'node:url';
import type { Transferable } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type * as threadEntry from './run-task.ts';
import type { ThreadPlace, ThreadTask } from './thread-task.ts';
import { createTurns } from './turns.ts';

// A thread costs about 15 MB and 100 ms to start. An idle process holds none.
const defaultIdleMilliseconds = 60_000;
// As many files are read at once as a worker imports at once by default: a small file need not wait for a large one.
const threadsApart = { reading: 2, alone: 1 } as const;
const entry = {
  filename: fileURLToPath(new URL('./run-task.ts', import.meta.url)),
  name: 'runTask' satisfies keyof typeof threadEntry,
};

/** The one pool of CPU threads of a process. */
export interface ThreadPool {
  /** Runs a task on a thread and answers what its function returns. Where it runs, the task says (`ThreadPlace`). */
  run<In, Out>(task: ThreadTask<In, Out>, input: In, options?: RunOptions): Promise<Out>;
  /**
   * Long work that also needs preparing on this side, such as reading what a thread is sent. It begins when its turn among
   * the long work has come, so that nothing piles up before a thread can take it. `act` runs a `short` task. Throws the
   * signal's reason when it is aborted while waiting.
   */
  inTurn<Out>(act: () => Promise<Out>, signal: AbortSignal): Promise<Out>;
  /** Tasks that are running or waiting for a thread. */
  readonly busy: number;
  /** Waits for what runs. */
  close(): Promise<void>;
}

interface RunOptions {
  /** Buffers and ports in the input that move to the thread instead of being copied; this side cannot use them again. */
  readonly transfer?: readonly Transferable[];
  /** Seen by the task's function as `signal.aborted`; when to stop is the function's decision. */
  readonly signal?: AbortSignal;
}

export interface ThreadPoolOptions {
  /** Threads at most; at least two, so that long work leaves one free. */
  readonly max: number;
  readonly idleMilliseconds?: number;
}

export function createThreadPool({ max, idleMilliseconds = defaultIdleMilliseconds }: ThreadPoolOptions): ThreadPool {
  const most = Math.max(2, max);
  const start = (maxThreads: number) =>
    new Piscina({ ...entry, minThreads: 0, maxThreads, idleTimeout: idleMilliseconds });
  const pool = start(most);
  const apart = new Map<'reading' | 'alone', Piscina>();
  const poolOf = (place: ThreadPlace): Piscina => {
    if (place === 'short' || place === 'long') return pool;
    const there = apart.get(place) ?? start(threadsApart[place]);
    apart.set(place, there);
    return there;
  };
  const inTurns = createTurns(most - 1);
  let busy = 0;
  return {
    run: async ({ file, place }, input, { transfer = [], signal } = {}) => {
      const stop = signal === undefined ? undefined : createStop(signal);
      const call: threadEntry.ThreadCall = { file, input, stop: stop?.flag };
      const act = () => poolOf(place).run(call, { transferList: [...transfer] as never });
      busy += 1;
      try {
        return await (place === 'long' ? inTurns(act) : act());
      } finally {
        busy -= 1;
        stop?.end();
      }
    },
    inTurn: inTurns,
    get busy() {
      return busy;
    },
    close: async () => {
      await Promise.all([pool, ...apart.values()].map((one) => one.close()));
    },
  };
}

/** A thread that computes hears no events, so the signal reaches it as a number in shared memory. */
function createStop(signal: AbortSignal): { readonly flag: SharedArrayBuffer; end(): void } {
  const flag = new SharedArrayBuffer(4);
  const set = () => void Atomics.store(new Int32Array(flag), 0, 1);
  signal.addEventListener('abort', set, { once: true });
  if (signal.aborted) set();
  return { flag, end: () => signal.removeEventListener('abort', set) };
}
