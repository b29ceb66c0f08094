import { type Log, problemOf } from '../../platform/index.ts';
import type { Status } from './status.ts';

const askMilliseconds = 500;

export interface FollowCancelOptions {
  /** The status while the claim holds the row; undefined when it does not. */
  readonly askStatus: () => Promise<Status | undefined>;
  /** Called once, when the row is not `running` any more. */
  readonly onCancel: () => void;
  readonly log: Log;
  readonly logFields: object;
}

/** Asks every 500 ms whether a claimed row shall be cancelled or is lost. Call the answered function in any case. */
export function followCancel({ askStatus, onCancel, log, logFields }: FollowCancelOptions): () => void {
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    askStatus()
      .then((status) => {
        if (status === 'running') return;
        clearInterval(timer);
        onCancel();
      })
      .catch((error: unknown) => {
        log.warn({ ...logFields, problem: problemOf(error) }, 'could not ask whether a job is cancelled');
      })
      .finally(() => {
        asking = false;
      });
  }, askMilliseconds);
  return () => clearInterval(timer);
}
