import type { Claim, Operations } from '../operations/index.ts';
import { type Given, problemOf } from '../platform/index.ts';
import type { TrainProgress } from './training.ts';

// Often enough for a progress bar, far too seldom to load the database.
const progressMilliseconds = 300;

export interface ProgressWriter {
  write(progress: TrainProgress): void;
  /** Drops what is not written yet and waits for a write under way. */
  end(): Promise<void>;
}

/** Writes the newest progress at most every 300 ms, one write at a time; calls `onStop` when the work should end. */
export function createProgressWriter(
  { operations, given }: { readonly operations: Operations; readonly given: Pick<Given, 'log'> },
  claim: Claim,
  onStop: () => void,
): ProgressWriter {
  let waiting: TrainProgress | undefined;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;

  const flush = async () => {
    const next = waiting;
    waiting = undefined;
    lastAt = performance.now();
    try {
      if (next !== undefined && !(await operations.progress(claim, next))) onStop();
    } catch (error) {
      // Progress is for people who watch; the result is what counts.
      given.log.warn(
        { operationId: claim.id, problem: problemOf(error) },
        'the progress of a training could not be written',
      );
    }
    writing = undefined;
    schedule();
  };

  const schedule = () => {
    if (waiting === undefined || writing !== undefined || timer !== undefined) return;
    const delay = Math.max(0, lastAt + progressMilliseconds - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      writing = flush();
    }, delay);
  };

  return {
    write(progress) {
      waiting = progress;
      schedule();
    },
    async end() {
      waiting = undefined;
      clearTimeout(timer);
      timer = undefined;
      await writing;
    },
  };
}
