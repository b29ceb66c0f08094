import { ThreadTask } from './thread-task.ts';

/** What the pool sends to a thread. */
export interface ThreadCall {
  /** The `file:` address of the file that exports the task. */
  readonly file: string;
  readonly input: unknown;
  /** One Int32; not 0: the caller has given up. Undefined: the caller never gives up. */
  readonly stop: SharedArrayBuffer | undefined;
}

type AnyTask = ThreadTask<unknown, unknown>;

// A thread keeps every task that it has loaded; there are about ten in the whole product.
const loaded = new Map<string, AnyTask>();

/** The one function that the threads of the pool start with. */
export async function runTask({ file, input, stop }: ThreadCall): Promise<unknown> {
  const task = loaded.get(file) ?? (await load(file));
  return task.act(input, { signal: signalOf(stop) });
}

async function load(file: string): Promise<AnyTask> {
  const exported: readonly unknown[] = Object.values(await import(file));
  const [task, second] = exported.filter((one) => one instanceof ThreadTask);
  if (task === undefined || second !== undefined) throw new TypeError(`${file} must export exactly one thread task.`);
  loaded.set(file, task);
  return task;
}

function signalOf(stop: SharedArrayBuffer | undefined): { readonly aborted: boolean } {
  if (stop === undefined) return { aborted: false };
  const flag = new Int32Array(stop);
  return {
    get aborted() {
      return Atomics.load(flag, 0) !== 0;
    },
  };
}
