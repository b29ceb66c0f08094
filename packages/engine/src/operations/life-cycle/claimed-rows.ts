import type { Querier, Tx } from '../../platform/index.ts';
import type { Claim, Claimed } from './claim.ts';
import type { ClaimedRow } from './claimed-table.ts';
import type { End } from './end.ts';
import type { Run, RunContext } from './run.ts';
import type { Status } from './status.ts';

/** The life of the rows of one table. Operations and prediction jobs share it. */
export interface ClaimedRows<Row extends ClaimedRow, Changes extends object> {
  /**
   * Does the work of a row that the queue has delivered: claims the row, runs the work, writes the end and announces it.
   * Safe to be called any number of times. Throws what the queue must deliver again.
   */
  run(id: string, context: RunContext, work: Run<Row, Changes>): Promise<void>;
  /**
   * `notStarted` becomes `running`, and the attempt number grows by one. A row that is `running` under this process, or
   * under one that is gone, is claimed again. Undefined: the row has ended, or a living process holds it, or it ends by
   * this call, because it was interrupted three times or should be cancelled.
   */
  claim(id: string, processId: string): Promise<Claimed<Row> | undefined>;
  /** The status while the claim holds the row; undefined: the claim is lost, or the row has ended. */
  statusOf(claim: Claim): Promise<Status | undefined>;
  /** Ends a claimed row as part of the caller's transaction; the caller announces it. False: not written, see `endNow`. */
  end(on: Querier, claim: Claim, end: End<Changes>): Promise<boolean>;
  /** Ends a claimed row and announces that. False: the claim is lost. A row that was cancelled before may end as cancelled. */
  endNow(claim: Claim, end: End<Changes>): Promise<boolean>;
  /**
   * Gives a claimed row back, so that the next delivery claims it. `handedBack`: the process stops, and the attempt does
   * not count. `interrupted`: it counts, and the third such attempt ends the row as failed.
   */
  release(claimed: Claimed<Row>, why: 'interrupted' | 'handedBack'): Promise<void>;
  /** `notStarted` is cancelled at once, `running` becomes `cancelling`. Undefined: the row was neither. */
  requestCancel(id: string, actor: string): Promise<Row | undefined>;
  /** The same as part of the caller's transaction; the caller announces a row that is cancelled. */
  requestCancelIn(on: Querier, id: string, actor: string): Promise<Row | undefined>;
  /** Gives back or ends what gone processes held. Answers the ids of those that have ended. */
  releaseOf(tx: Tx, processIds: readonly string[]): Promise<readonly string[]>;
}
