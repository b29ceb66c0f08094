import type { Database, Given, Issue, Notifier, Tx } from '../platform/index.ts';
import type { Claim, Operation, OperationKind, OperationService } from './operation.ts';

export interface NewOperation {
  readonly kind: OperationKind;
  readonly projectId?: string;
  readonly projectName: string;
  readonly subject?: string;
  readonly actor: string;
  readonly request: object;
  readonly progress?: object;
  /** Given where the id was needed earlier, e.g. for the pieces of an upload. */
  readonly id?: string;
}

export interface Claimed {
  readonly claim: Claim;
  readonly operation: Operation;
}

/** Operations for the other slices: the service that doors see, and the moves that workers make. */
export interface Operations extends OperationService {
  /** A row in status notStarted; the caller enqueues the job in the same transaction. */
  create(tx: Tx, operation: NewOperation): Promise<Operation>;
  /** An operation that was done within this transaction: created and succeeded at once. */
  createDone(tx: Tx, operation: NewOperation, result: object, warnings?: readonly Issue[]): Promise<Operation>;
  /**
   * Takes an operation up: notStarted -> running, attempt + 1. Also one that is `running` under a process that is gone
   * or this one (a delivery that ended without finishing). Undefined: it has ended, somebody was faster, or it was
   * interrupted too often, which ends it as failed.
   */
  claim(id: string, processId: string): Promise<Claimed | undefined>;
  /** Writes progress. Answers false when the work should stop: cancel was asked for or the claim is lost. */
  progress(claim: Claim, progress: object): Promise<boolean>;
  /**
   * Ends it within the transaction that writes what came of it. Call it first: it locks the row. False: the claim is
   * lost, write nothing. The caller announces the end after the commit (`notifier.notifyDone`). `errors` are of parts
   * that failed without failing the whole.
   */
  succeed(
    tx: Tx,
    claim: Claim,
    result: object,
    warnings?: readonly Issue[],
    projectId?: string,
    errors?: readonly Issue[],
  ): Promise<boolean>;
  /** Ends it as failed for these reasons; false: the claim is lost. */
  fail(claim: Claim, errors: readonly Issue[], details?: { result?: object; progress?: object }): Promise<boolean>;
  /** Ends it as cancelled; false: the claim is lost. */
  finishCancelled(claim: Claim, details?: { progress?: object }): Promise<boolean>;
  /**
   * Gives a claimed operation back so that the next delivery takes it up. `handedBack`: the process is stopping, the
   * attempt does not count. Otherwise a third interrupted attempt ends it as failed.
   */
  release(claim: Claim, why: 'interrupted' | 'handedBack'): Promise<void>;
  /** notStarted is cancelled at once, running becomes cancelling; throws `operation/not-cancellable` when it has ended. */
  requestCancel(actor: string, operation: Operation): Promise<Operation>;
  /** True when cancel was asked for or the claim is lost. */
  isCancelRequested(claim: Claim): Promise<boolean>;
  /** Whether the claim still holds the operation. */
  holds(claim: Claim): Promise<boolean>;
  /** Calls `onCancel` once when `isCancelRequested` turns true; asks twice a second. Stop it in any case. */
  followCancel(claim: Claim, onCancel: () => void): { stop(): void };
  /** Asks all that waits or runs for a project to stop; answers the ids that ended by it. */
  cancelAllOf(tx: Tx, actor: string, projectId: string): Promise<readonly string[]>;
  /** Erases a project's operations except one. */
  eraseOf(tx: Tx, projectId: string, except: string): Promise<void>;
  /** The project that an operation was created for. */
  projectIdOf(id: string): Promise<string | undefined>;
  /** For the sweep of gone processes: gives back or ends what they held. Answers the ids that ended. */
  releaseOf(tx: Tx, processIds: readonly string[]): Promise<readonly string[]>;
  /** Erases expired operations in batches; answers how many. */
  expire(): Promise<number>;
}

export interface OperationsDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId' | 'log'>;
  readonly notifier: Notifier;
}
