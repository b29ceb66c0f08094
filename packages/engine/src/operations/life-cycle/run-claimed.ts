import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError, type Issue, isDatabaseUnavailable, issue, type Tx } from '../../platform/index.ts';
import type { Claim, Claimed } from './claim.ts';
import type { ClaimedRows } from './claimed-rows.ts';
import type { ClaimedRow, ClaimedRowsDeps, ClaimedTable } from './claimed-table.ts';
import type { End, Ending } from './end.ts';
import { findRow } from './find-row.ts';
import { followCancel } from './follow-cancel.ts';
import { type Run, type RunContext, WorkCancelled } from './run.ts';
import { isFinal } from './status.ts';

interface RunDeps<Row extends ClaimedRow, Changes extends object> extends ClaimedRowsDeps {
  readonly table: ClaimedTable<Row, Changes>;
  readonly rows: Omit<ClaimedRows<Row, Changes>, 'run'>;
}

interface Delivery<Row, Changes extends object> {
  readonly id: string;
  readonly context: RunContext;
  readonly work: Run<Row, Changes>;
}

/** Runs a delivered row from its claim to its end; see `ClaimedRows.run`. */
export async function runClaimed<Row extends ClaimedRow, Changes extends object>(
  deps: RunDeps<Row, Changes>,
  { id, context, work }: Delivery<Row, Changes>,
): Promise<void> {
  const { given, table, rows } = deps;
  const claimed = await rows.claim(id, context.processId);
  if (claimed === undefined) return requireEnded(deps, id);
  const stop = new AbortController();
  const cancel = () => stop.abort(new WorkCancelled('The work is cancelled.'));
  const stopFollowing = followCancel({
    askStatus: () => rows.statusOf(claimed.claim),
    onCancel: cancel,
    log: given.log,
    logFields: table.logFields(id),
  });
  try {
    const signal = AbortSignal.any([context.signal, stop.signal]);
    const ending = await work(claimed.row, { claim: claimed.claim, signal, cancel });
    await close(deps, claimed.claim, ending);
  } catch (error) {
    const why = { stopping: context.signal.aborted, cancelled: stop.signal.aborted };
    await endOrRelease(deps, claimed, { error, why, signal: context.signal });
  } finally {
    stopFollowing();
  }
}

/** Throws when another process holds the row, so that the queue delivers it again: that process may give the row back. */
async function requireEnded<Row extends ClaimedRow, Changes extends object>(
  { db, table }: RunDeps<Row, Changes>,
  id: string,
): Promise<void> {
  const row = await findRow(db, table, id);
  if (row === undefined || isFinal(row.status)) return;
  throw new Error(`${table.noun} is held by another process (${id}, ${row.status})`);
}

/** Thrown to roll the closing transaction back. The row then gets this end. */
class RolledBack<Changes extends object> extends Error {
  readonly end: End<Changes>;

  constructor(end: End<Changes>) {
    super('The closing transaction is rolled back.');
    this.end = end;
  }
}

async function close<Row extends ClaimedRow, Changes extends object>(
  { db, notifier, rows }: RunDeps<Row, Changes>,
  claim: Claim,
  ending: Ending<Changes>,
): Promise<void> {
  if (typeof ending !== 'function') {
    await rows.endNow(claim, ending);
    return;
  }
  const writeAndEnd = async (tx: Tx) => {
    const end = await ending(tx);
    if (end.to !== 'succeeded') throw new RolledBack(end);
    // The claim is lost, or the row was cancelled in the last moment.
    if (!(await rows.end(tx, claim, end))) throw new RolledBack<Changes>({ to: 'cancelled' });
  };
  try {
    await db.transaction().execute(writeAndEnd);
    notifier.notifyDone([claim.id]);
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    await rows.endNow(claim, error.end);
  }
}

interface Why {
  readonly stopping: boolean;
  readonly cancelled: boolean;
}

interface Broken {
  readonly error: unknown;
  readonly why: Why;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
}

/**
 * When the database becomes unavailable while the end is written, the row is given back later. No other process would take
 * it from a living one.
 */
async function endOrRelease<Row extends ClaimedRow, Changes extends object>(
  deps: RunDeps<Row, Changes>,
  claimed: Claimed<Row>,
  { error, why, signal }: Broken,
): Promise<void> {
  try {
    await endBroken(deps, claimed, error, why);
  } catch (problem) {
    if (isDatabaseUnavailable(problem)) await releaseWhenPossible(deps, claimed, signal);
    throw problem;
  }
}

async function endBroken<Row extends ClaimedRow, Changes extends object>(
  { given, table, rows }: RunDeps<Row, Changes>,
  claimed: Claimed<Row>,
  error: unknown,
  { stopping, cancelled }: Why,
): Promise<void> {
  const { claim, row } = claimed;
  const fail = (why: Issue) => rows.endNow(claim, { to: 'failed', changes: table.failure(row, why, given.clock()) });
  if (error instanceof EngineError) {
    await fail(issue(error.code, error.parameters));
    return;
  }
  if (isDatabaseUnavailable(error)) throw error;
  if (cancelled) {
    await rows.endNow(claim, { to: 'cancelled' });
    return;
  }
  if (stopping) {
    await rows.release(claimed, 'handedBack');
    throw error;
  }
  // The claim is lost or the row is gone. The error then says nothing about the work, so it is not logged.
  if ((await rows.statusOf(claim)) === undefined) return;
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  given.log.error({ ...table.logFields(claim.id), problem }, `${table.noun} failed for an unforeseen reason`);
  await fail(issue('operation/internal', { operationId: claim.id }));
}

const releaseTries = 60;

/**
 * Tries once a second for a minute, and no longer than until the process stops. A row that stays `running` under a living
 * process is not run again until that process ends. A process that stops gives its rows back, or others sweep it.
 */
async function releaseWhenPossible<Row extends ClaimedRow, Changes extends object>(
  { rows }: RunDeps<Row, Changes>,
  claimed: Claimed<Row>,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await rows.release(claimed, 'interrupted');
      return;
    } catch (error) {
      if (!isDatabaseUnavailable(error) || tries >= releaseTries) throw error;
      await sleep(1000, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw error;
    }
  }
}
