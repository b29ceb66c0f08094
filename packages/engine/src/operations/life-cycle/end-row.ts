import type { Querier } from '../../platform/index.ts';
import type { Claim, Claimed } from './claim.ts';
import type { ClaimedRow, ClaimedRowsDeps, ClaimedTable } from './claimed-table.ts';
import type { End } from './end.ts';
import { moveStatus } from './move-status.ts';
import { exhausted, maxAttempts, systemActor } from './status.ts';

/** The ends that workers write, and giving a row back; see `ClaimedRows`. */
export function createEnds<Row extends ClaimedRow, Changes extends object>(
  { db, given, notifier }: ClaimedRowsDeps,
  table: ClaimedTable<Row, Changes>,
) {
  const end = async (on: Querier, claim: Claim, { to, changes }: End<Changes>): Promise<boolean> => {
    const from = table.cancelWins && to !== 'cancelled' ? (['running'] as const) : (['running', 'cancelling'] as const);
    const base = { id: claim.id, claim, actor: systemActor, now: given.clock() };
    const move = { ...base, from, to, ...(changes === undefined ? {} : { changes }) };
    return (await moveStatus(on, table, move)) !== undefined;
  };

  const endNow = async (claim: Claim, wanted: End<Changes>): Promise<boolean> => {
    // The wanted end is refused when the claim was lost or the row was just cancelled. The second `end` writes only the
    // latter.
    const ended = (await end(db, claim, wanted)) || (await end(db, claim, { to: 'cancelled' }));
    if (ended) notifier.notifyDone([claim.id]);
    return ended;
  };

  const release = async ({ claim, row }: Claimed<Row>, why: 'interrupted' | 'handedBack'): Promise<void> => {
    if (why === 'interrupted' && claim.attempt >= maxAttempts) {
      await endNow(claim, { to: 'failed', changes: table.failure(row, exhausted(), given.clock()) });
      return;
    }
    const base = { id: claim.id, claim, actor: systemActor, now: given.clock(), processId: null };
    const uncounted = why === 'handedBack' ? { attempts: -1 as const } : {};
    const moved = await moveStatus(db, table, { ...base, ...uncounted, from: ['running'], to: 'notStarted' });
    if (moved === undefined) await endNow(claim, { to: 'cancelled' });
  };

  return { end, endNow, release };
}
