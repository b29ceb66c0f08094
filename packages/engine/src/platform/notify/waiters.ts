import type { Log } from '../given.ts';
import { problemOf } from '../problem-of.ts';

const sweepMilliseconds = 500;

/** Which of these ids have ended. */
export type FinalIds = (ids: readonly string[]) => Promise<readonly string[]>;

/**
 * The requests of this process that wait for the end of an id. A sweep finds the ends whose notification was lost: while a
 * request waits, one query every 500 ms asks about all ids.
 */
export interface Waiters {
  /** Adds a table to ask in the sweep. */
  sweepWith(finalIds: FinalIds): void;
  /** From now on `resolve` is called at every hint that this id has ended, until the answered function is called. */
  register(id: string, resolve: () => void): () => void;
  wake(id: string): void;
  /** Sweeps now. Does nothing while a sweep is under way, or when nobody waits. */
  sweep(): Promise<void>;
  /** Wakes all waiters and ends the sweeps. */
  close(): void;
}

export function createWaiters(log: Log): Waiters {
  const waiters = new Map<string, Set<() => void>>();
  const sources: FinalIds[] = [];
  let sweepTimer: NodeJS.Timeout | undefined;
  let sweeping = false;

  const wake = (id: string): void => waiters.get(id)?.forEach((resolve) => void resolve());

  async function sweep(): Promise<void> {
    if (sweeping || waiters.size === 0) return;
    sweeping = true;
    try {
      const ids = [...waiters.keys()];
      for (const finalIds of sources) for (const id of await finalIds(ids)) wake(id);
    } catch (error) {
      log.warn({ problem: problemOf(error) }, 'waiters could not be swept');
    } finally {
      sweeping = false;
    }
  }

  return {
    sweepWith: (finalIds) => void sources.push(finalIds),
    register: (id, resolve) => {
      const others = waiters.get(id) ?? new Set();
      waiters.set(id, others.add(resolve));
      sweepTimer ??= setInterval(() => void sweep(), sweepMilliseconds).unref();
      return () => {
        others.delete(resolve);
        if (others.size === 0 && waiters.get(id) === others) waiters.delete(id);
        if (waiters.size > 0) return;
        clearInterval(sweepTimer);
        sweepTimer = undefined;
      };
    },
    wake,
    sweep,
    close: () => {
      clearInterval(sweepTimer);
      for (const id of waiters.keys()) wake(id);
    },
  };
}
