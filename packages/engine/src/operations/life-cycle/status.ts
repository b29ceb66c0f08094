import { type Issue, issue } from '../../platform/index.ts';

/**
 * The life of everything that a worker does for a row: operations and prediction jobs.
 *
 * - `notStarted`: accepted and durable, waits for a worker.
 * - `running`: a worker has claimed it; `attempt` counts the claims.
 * - `cancelling`: somebody asked to stop it while it ran; the worker hears of it and ends it.
 * - `succeeded`, `failed`, `cancelled`: it has ended and does not change any more.
 *
 * A running row goes back to `notStarted` when its process has died (the sweep does that), when its process stops
 * (it hands the row back), or when the database went away under it. It is delivered again then, and its attempt number
 * keeps the older attempt from writing, should that process only have been asleep.
 */
export const statuses = ['notStarted', 'running', 'succeeded', 'failed', 'cancelling', 'cancelled'] as const;
export type Status = (typeof statuses)[number];

/** From which status a row may move to which. */
export const transitions = {
  notStarted: ['running', 'cancelled', 'failed', 'succeeded'],
  running: ['succeeded', 'failed', 'cancelling', 'cancelled', 'notStarted'],
  cancelling: ['cancelled', 'succeeded', 'failed'],
  succeeded: [],
  failed: [],
  cancelled: [],
} as const satisfies Record<Status, readonly Status[]>;

export const finalStatuses: readonly Status[] = statuses.filter(isFinal);

/** Whether a row with this status has ended: it will not change any more. */
export function isFinal(status: Status): boolean {
  return transitions[status].length === 0;
}

/** Claims that a row may have. A row whose third attempt was interrupted fails: it probably kills its workers. */
export const maxAttempts = 3;

/** Why a row that was interrupted too often has failed. */
export function exhausted(): Issue {
  return issue('operation/attempts-exhausted', { attempts: maxAttempts });
}

/** The actor of moves that nobody asked for: those of workers and sweeps. */
export const systemActor = 'system';
