import type { Tx } from '../../platform/index.ts';
import { createCancels } from './cancel-row.ts';
import type { Claim } from './claim.ts';
import { createClaim } from './claim-row.ts';
import type { ClaimedRows } from './claimed-rows.ts';
import type { ClaimedRow, ClaimedRowsDeps, ClaimedTable } from './claimed-table.ts';
import { createEnds } from './end-row.ts';
import { findFinalIds, findStatusOfClaim } from './find-row.ts';
import { releaseHeldRows } from './release-held-rows.ts';
import { runClaimed } from './run-claimed.ts';

/** Makes the acts on one table, and adds the table to the sweeps of the notifier and of the process registry. */
export function createClaimedRows<Row extends ClaimedRow, Changes extends object>(
  deps: ClaimedRowsDeps,
  table: ClaimedTable<Row, Changes>,
): ClaimedRows<Row, Changes> {
  const { db, notifier, processes } = deps;
  const acts = {
    claim: createClaim(deps, table),
    statusOf: (claim: Claim) => findStatusOfClaim(db, table, claim),
    releaseOf: (tx: Tx, processIds: readonly string[]) => releaseHeldRows(deps, table, tx, processIds),
    ...createEnds(deps, table),
    ...createCancels(deps, table),
  };
  notifier.sweepWith((ids) => findFinalIds(db, table, ids));
  processes.onGone(acts.releaseOf);
  return { ...acts, run: (id, context, work) => runClaimed({ ...deps, table, rows: acts }, { id, context, work }) };
}
