import { type Log, problemOf } from '../platform/index.ts';

// Often enough for a progress bar, and far too seldom to load the database.
const progressMilliseconds = 300;

export interface ProgressWriterOptions<Progress> {
  /** Answers false when the work should end: cancel was asked for, or the claim is lost. */
  readonly write: (progress: Progress) => Promise<boolean>;
  readonly onStop: () => void;
  readonly log: Log;
  readonly logFields: object;
}

export interface ProgressWriter<Progress> {
  /** Has this progress written; whatever still waits to be written is replaced. */
  tell(progress: Progress): void;
  /** Writes what waits, and waits for a write under way. */
  flush(): Promise<void>;
}

/**
 * Writes the newest progress at most every 300 ms, one write at a time. A write that fails is logged and left out:
 * progress is for people who watch; the result is what counts.
 */
export function createProgressWriter<Progress extends object>(
  options: ProgressWriterOptions<Progress>,
): ProgressWriter<Progress> {
  let waiting: Progress | undefined;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  const write = async (progress: Progress): Promise<void> => {
    lastAt = performance.now();
    try {
      if (!(await options.write(progress))) options.onStop();
    } catch (error) {
      options.log.warn(
        { ...options.logFields, problem: problemOf(error) },
        'the progress of a job could not be written',
      );
    }
    writing = undefined;
    schedule();
  };

  const begin = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const next = waiting;
    waiting = undefined;
    if (next !== undefined) writing = write(next);
  };

  const schedule = (): void => {
    if (waiting === undefined || writing !== undefined || timer !== undefined) return;
    timer = setTimeout(begin, Math.max(0, lastAt + progressMilliseconds - performance.now()));
  };

  return {
    tell(progress) {
      waiting = progress;
      schedule();
    },
    async flush() {
      await writing;
      begin();
      await writing;
    },
  };
}
