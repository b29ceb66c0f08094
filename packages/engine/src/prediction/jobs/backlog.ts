import { type Database, EngineError, type Given } from '../../platform/index.ts';
import * as store from './prediction-store.ts';

// A count costs as much as a submit, so not every submit counts.
const freshMilliseconds = 250;

/** Refuses jobs while too many wait. The count is at most 250 ms old. The jobs that this process accepted since are added. */
export interface Backlog {
  /** Throws `prediction/backlog`, or counts one more job. */
  enter(): Promise<void>;
}

export function createBacklog(db: Database, given: Pick<Given, 'clock'>, limit: number): Backlog {
  let counted = 0;
  let since = 0;
  let freshUntil = 0;
  let counting: Promise<void> | undefined;

  const count = async () => {
    counted = await store.countWaiting(db, limit + 1);
    since = 0;
    freshUntil = given.clock().getTime() + freshMilliseconds;
  };

  return {
    async enter() {
      if (given.clock().getTime() >= freshUntil) {
        counting ??= count().finally(() => {
          counting = undefined;
        });
        await counting;
      }
      if (counted + since >= limit) throw new EngineError('prediction/backlog', { count: counted + since, limit });
      since += 1;
    },
  };
}
