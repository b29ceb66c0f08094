import type { Tx } from '../../platform/index.ts';

/** How the work on a row ended, and what is written together with that. */
export interface End<Changes extends object> {
  readonly to: 'succeeded' | 'failed' | 'cancelled';
  readonly changes?: Changes;
}

/**
 * What work answers: its end, or how to reach it inside the closing transaction. What that writes stays only when the
 * work has succeeded and the claim still holds.
 */
export type Ending<Changes extends object> = End<Changes> | ((tx: Tx) => Promise<End<Changes>>);
