import { EngineError, type Given, type Issue, isDatabaseUnavailable, issue } from '../../platform/index.ts';
import type { Claim } from '../operation.ts';
import type { Claimed, Operations } from '../operations.ts';

/** What a worker tells a run. */
export interface RunContext {
  readonly processId: string;
  /** Aborted when the process stops: the work is handed back. */
  readonly signal: AbortSignal;
}

/** Ends an operation as failed for several reasons at once; thrown by the work, after which nothing of it stays. */
export class OperationFailure extends Error {
  readonly issues: readonly Issue[];
  readonly result: object | undefined;

  constructor(issues: readonly Issue[], result?: object) {
    super(issues[0]?.message ?? 'failed');
    this.name = 'OperationFailure';
    this.issues = issues;
    this.result = result;
  }
}

/** Thrown inside a transaction when the claim is lost, so that nothing of it stays. Somebody else does the work. */
export class ClaimLost extends Error {}

interface RunDeps {
  readonly operations: Operations;
  readonly given: Pick<Given, 'log'>;
}

/**
 * Claims an operation and does its work; safe to be called any number of times. The work gets a signal that is aborted
 * when cancel is asked for, the claim is lost or the process stops, and ends the operation as succeeded itself, within
 * its transaction. Whatever it throws ends the operation properly; rethrown is only what the queue must deliver again.
 */
export async function runClaimed(
  deps: RunDeps,
  operationId: string,
  context: RunContext,
  work: (claimed: Claimed, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const claimed = await deps.operations.claim(operationId, context.processId);
  if (claimed === undefined) return;
  const cancel = new AbortController();
  const following = deps.operations.followCancel(claimed.claim, () => cancel.abort());
  try {
    await work(claimed, AbortSignal.any([context.signal, cancel.signal]));
  } catch (error) {
    const why = { stopping: context.signal.aborted, cancelled: cancel.signal.aborted };
    await endOrRelease(deps, claimed.claim, error, why);
  } finally {
    following.stop();
  }
}

interface Why {
  readonly stopping: boolean;
  readonly cancelled: boolean;
}

/** When the database goes away while the end is written, the work is given back: nobody else may take it from a living process. */
async function endOrRelease(deps: RunDeps, claim: Claim, error: unknown, why: Why): Promise<void> {
  try {
    await endBroken(deps, claim, error, why);
  } catch (problem) {
    if (isDatabaseUnavailable(problem)) await releaseWhenPossible(deps.operations, claim);
    throw problem;
  }
}

async function endBroken(
  { operations, given }: RunDeps,
  claim: Claim,
  error: unknown,
  { stopping, cancelled }: Why,
): Promise<void> {
  if (error instanceof ClaimLost) return;
  if (error instanceof OperationFailure) {
    const { issues, result } = error;
    await operations.fail(claim, issues, result === undefined ? {} : { result });
    return;
  }
  if (error instanceof EngineError) {
    await operations.fail(claim, [issue(error.code, error.parameters)]);
    return;
  }
  if (isDatabaseUnavailable(error)) throw error;
  if (cancelled) {
    await operations.finishCancelled(claim);
    return;
  }
  if (stopping) {
    await operations.release(claim, 'handedBack');
    throw error;
  }
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  given.log.error({ operationId: claim.id, problem }, 'an operation failed for an unforeseen reason');
  await operations.fail(claim, [issue('operation/internal', { operationId: claim.id })]);
}

const releaseTries = 60;

/** A row that stayed `running` under a living process would be taken up only at the next delivery; so it is tried for a minute. */
async function releaseWhenPossible(operations: Operations, claim: Claim): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await operations.release(claim, 'interrupted');
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) || tries >= releaseTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
