import { type RawBuilder, sql } from 'kysely';
import type { Claimed } from './claim.ts';
import type { ClaimedRow, ClaimedRowsDeps, ClaimedTable } from './claimed-table.ts';
import { findRow } from './find-row.ts';
import { moveStatus } from './move-status.ts';
import { exhausted, maxAttempts, systemActor } from './status.ts';

/** Claims rows of a table; see `ClaimedRows.claim`. A row that waits costs one statement, the other cases up to five. */
export function createClaim<Row extends ClaimedRow, Changes extends object>(
  { db, given, notifier }: ClaimedRowsDeps,
  table: ClaimedTable<Row, Changes>,
) {
  return async (id: string, processId: string): Promise<Claimed<Row> | undefined> => {
    const base = { id, actor: systemActor, now: given.clock() };
    // The queue delivers a job to one process at a time. So a row that is still held by this process, or by one that is
    // gone, is left over from a delivery that broke off.
    const leftOver = (row: RawBuilder<unknown>) => sql`(
      ${row}.process_id = ${processId}::uuid or not exists (select from process where process.id = ${row}.process_id)
    )`;
    const take = () => {
      const only = (row: RawBuilder<unknown>) => sql`${row}.attempt < ${maxAttempts}::int`;
      return moveStatus(db, table, { ...base, from: ['notStarted'], to: 'running', only, processId, attempts: 1 });
    };
    const giveBack = () =>
      moveStatus(db, table, { ...base, from: ['running'], to: 'notStarted', only: leftOver, processId: null });
    const row = (await take()) ?? ((await giveBack()) && (await take()));
    if (row !== undefined) return { claim: { id, processId, attempt: row.attempt }, row };

    const fail = async () => {
      const found = await findRow(db, table, id);
      if (found === undefined || found.attempt < maxAttempts) return undefined;
      const changes = table.failure(found, exhausted(), base.now);
      return moveStatus(db, table, { ...base, from: ['notStarted'], to: 'failed', changes });
    };
    const ended =
      (await moveStatus(db, table, { ...base, from: ['cancelling'], to: 'cancelled', only: leftOver })) ??
      (await fail());
    if (ended !== undefined) notifier.notifyDone([id]);
    return undefined;
  };
}
