import type { Querier } from '../../platform/index.ts';
import type { ClaimedRow, ClaimedRowsDeps, ClaimedTable } from './claimed-table.ts';
import { moveStatus } from './move-status.ts';

/** Asking a row to stop; see `ClaimedRows`. */
export function createCancels<Row extends ClaimedRow, Changes extends object>(
  { db, given, notifier }: ClaimedRowsDeps,
  table: ClaimedTable<Row, Changes>,
) {
  const requestCancelIn = async (on: Querier, id: string, actor: string): Promise<Row | undefined> => {
    const base = { id, actor, now: given.clock() };
    const stop = () => moveStatus(on, table, { ...base, from: ['notStarted'], to: 'cancelled' });
    const askToStop = () => moveStatus(on, table, { ...base, from: ['running'], to: 'cancelling' });
    // The second `stop` is for a row that its worker has given back between the first two looks.
    return (await stop()) ?? (await askToStop()) ?? (await stop());
  };
  const requestCancel = async (id: string, actor: string): Promise<Row | undefined> => {
    const row = await requestCancelIn(db, id, actor);
    if (row?.status === 'cancelled') notifier.notifyDone([id]);
    return row;
  };
  return { requestCancel, requestCancelIn };
}
