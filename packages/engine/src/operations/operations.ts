import type { Issue, JobDefinition, Tx } from '../platform/index.ts';
import type { End, Ending } from './life-cycle/end.ts';
import type { RunContext } from './life-cycle/run.ts';
import type { OperationOf } from './operation.ts';
import type { OperationKind, ProgressOf, RequestOf, ResultOf } from './operation-kind.ts';
import type { operationPayload } from './operation-payload.ts';
import type { OperationChanges } from './operation-table.ts';

/** What is said of an operation when it is made. */
export interface NewOperation<Kind extends OperationKind> {
  readonly projectId?: string;
  readonly projectName: string;
  readonly subject?: string;
  readonly actor: string;
  readonly request: RequestOf<Kind>;
  readonly progress?: ProgressOf<Kind>;
}

/** A kind of operation that a worker does. */
export type QueuedKind = OperationKind & JobDefinition<typeof operationPayload>;

/** What an operation's work gets. */
export interface OperationJob<Kind extends OperationKind> {
  readonly operation: OperationOf<Kind>;
  /** Aborted when the work should end: its reason is a `WorkCancelled`, or the process stops. Throw the reason then. */
  readonly signal: AbortSignal;
  /** Says where it stands; written at most every 300 ms, the last one in any case. */
  tell(progress: ProgressOf<Kind>): void;
}

export type OperationEnd<Kind extends OperationKind> = End<OperationChanges<ResultOf<Kind>>>;

/** How an operation's work ends: at once, or inside the closing transaction. */
export type OperationEnding<Kind extends OperationKind> = Ending<OperationChanges<ResultOf<Kind>>>;

/** Which operations are meant. */
export interface OperationPlace {
  readonly id: string;
  readonly projectName?: string;
  readonly subject?: string;
}

export interface OperationPage {
  readonly projectName: string;
  readonly skip: number;
  readonly top: number;
}

/** Operations for the other slices. Each act takes the record of the kind, which types what it answers. */
export interface Operations {
  /** A row in status notStarted, and the queue job that delivers it. */
  request<Kind extends QueuedKind>(tx: Tx, work: Kind, asked: NewOperation<Kind>): Promise<OperationOf<Kind>>;
  /** An operation that is done within this transaction: created and succeeded at once. */
  createDone<Kind extends OperationKind>(
    tx: Tx,
    kind: Kind,
    asked: NewOperation<Kind>,
    done: { readonly result: ResultOf<Kind>; readonly warnings?: readonly Issue[] },
  ): Promise<OperationOf<Kind>>;
  /** Throws `operation/not-found` unless kind, project and subject match, and for an expired one. */
  get<Kind extends OperationKind>(kinds: readonly Kind[], where: OperationPlace): Promise<OperationOf<Kind>>;
  /** Newest first, without the expired ones. */
  list<Kind extends OperationKind>(kinds: readonly Kind[], page: OperationPage): Promise<readonly OperationOf<Kind>[]>;
  /** Waits until the operation has ended or `milliseconds` have passed. Answers it as it then stands, if it is there. */
  waitUntilFinal<Kind extends OperationKind>(
    kinds: readonly Kind[],
    id: string,
    milliseconds: number,
  ): Promise<OperationOf<Kind> | undefined>;
  /** notStarted is cancelled at once, running becomes cancelling. Throws `operation/not-cancellable` when it has ended. */
  requestCancel<Kind extends OperationKind>(
    kind: Kind,
    actor: string,
    operation: { readonly id: string },
  ): Promise<OperationOf<Kind>>;
  /** Does the work of a delivered operation, from its claim to its end; see `ClaimedRows.run`. */
  run<Kind extends OperationKind>(
    kind: Kind,
    id: string,
    context: RunContext,
    work: (job: OperationJob<Kind>) => Promise<OperationEnding<Kind>>,
  ): Promise<void>;
  /** Asks all that waits or runs for a project to stop. Answers the ids that ended by it, for the caller to announce. */
  cancelAllOf(tx: Tx, actor: string, projectId: string): Promise<readonly string[]>;
  /** Erases the operations of a project that had ended when the deletion of this id was asked for. Cancelled ones stay. */
  eraseOf(tx: Tx, projectId: string, deletionId: string): Promise<void>;
  /** Erases expired operations that have ended, batch by batch, until the signal stops it; answers how many. */
  expire(signal: AbortSignal): Promise<number>;
}
