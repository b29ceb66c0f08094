import type { Tx } from '../../platform/index.ts';
import type { ClaimedRow, ClaimedRowsDeps, ClaimedTable } from './claimed-table.ts';
import { findHeldRows } from './find-row.ts';
import { moveStatus } from './move-status.ts';
import { exhausted, maxAttempts, systemActor } from './status.ts';

/** Gives back or ends what gone processes held; see `ClaimedRows.releaseOf`. */
export async function releaseHeldRows<Row extends ClaimedRow, Changes extends object>(
  { given }: ClaimedRowsDeps,
  table: ClaimedTable<Row, Changes>,
  tx: Tx,
  processIds: readonly string[],
): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const row of await findHeldRows(tx, table, processIds)) {
    const base = { id: row.id, from: [row.status], actor: systemActor, now: given.clock() };
    if (row.status === 'running' && row.attempt < maxAttempts) {
      await moveStatus(tx, table, { ...base, to: 'notStarted', processId: null });
      continue;
    }
    const moved =
      row.status === 'cancelling'
        ? await moveStatus(tx, table, { ...base, to: 'cancelled' })
        : await moveStatus(tx, table, { ...base, to: 'failed', changes: table.failure(row, exhausted(), base.now) });
    if (moved !== undefined) ended.push(row.id);
  }
  return ended;
}
