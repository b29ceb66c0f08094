/** What the function of a task gets beside its input. */
export interface ThreadContext {
  /** Becomes aborted when the caller's signal is aborted, also while the function computes and never waits. */
  readonly signal: { readonly aborted: boolean };
}

/**
 * Where a task runs. `short`: on any thread of the pool. `long`: work of seconds or minutes; all threads but one do such
 * work at most, and further long work waits, so short work never waits for long work. `reading`: reads a file in pieces and
 * waits for the database in between; two at a time, on threads of their own, so files and long work do not wait for each
 * other. `alone`: on one thread that all such tasks share and nothing else uses, for work that remembers something large
 * between two calls.
 */
export type ThreadPlace = 'short' | 'long' | 'reading' | 'alone';

/** A function that runs on a thread of the pool. Made by `defineThreadTask`, given to `ThreadPool.run`. */
export class ThreadTask<In, Out> {
  /** The `file:` address of the file that exports this task. */
  readonly file: string;
  readonly act: (input: In, context: ThreadContext) => Out | Promise<Out>;
  readonly place: ThreadPlace;

  constructor(file: string, act: ThreadTask<In, Out>['act'], place: ThreadPlace) {
    this.file = file;
    this.act = act;
    this.place = place;
  }
}

/**
 * Makes a function callable on a thread: `threads.run(theTask, input)`. The first argument is always `import.meta.url`,
 * and the file exports one task only: the thread imports the file and takes the task that it finds there. Input and
 * answer are copied between the threads (structured clone), so both are plain data, buffers and ports. Errors arrive with
 * message and stack but without their class; what the caller must tell apart, the function returns as a value.
 */
export function defineThreadTask<In, Out>(
  file: string,
  act: ThreadTask<In, Out>['act'],
  place: ThreadPlace = 'short',
): ThreadTask<In, Out> {
  return new ThreadTask(file, act, place);
}
