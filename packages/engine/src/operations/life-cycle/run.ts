import type { Claim } from './claim.ts';
import type { Ending } from './end.ts';

/** What a worker tells each run. */
export interface RunContext {
  readonly processId: string;
  /** Aborted when the process stops: the work is handed back. */
  readonly signal: AbortSignal;
}

/** The reason of the signal when the work should end: cancel was asked for, or the claim is lost. */
export class WorkCancelled extends Error {}

/** What work gets beside its row. */
interface Running {
  readonly claim: Claim;
  /** Aborted when the work should end: by `WorkCancelled`, or because the process stops. */
  readonly signal: AbortSignal;
  /** Aborts the signal at once, for whoever learns before the next look at the row that the work should end. */
  cancel(): void;
}

/** The work on one row: answers how it ends. It may throw: a rule as an `EngineError`, the signal's reason, a defect. */
export type Run<Row, Changes extends object> = (row: Row, running: Running) => Promise<Ending<Changes>>;
