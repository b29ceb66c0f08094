import { fail, problemOf } from '../platform/index.ts';
import { moveStatus } from './life-cycle/move-status.ts';
import type { Claim } from './operation.ts';
import * as store from './operation-store.ts';
import type { Operations, OperationsDeps } from './operations.ts';

type CancelActs = 'holds' | 'requestCancel' | 'isCancelRequested' | 'followCancel';

export function createCancelActs({ db, given, notifier }: OperationsDeps): Pick<Operations, CancelActs> {
  const isCancelRequested = async (claim: Claim): Promise<boolean> =>
    (await store.statusOfClaim(db, claim)) !== 'running';
  return {
    isCancelRequested,
    holds: async (claim) => (await store.statusOfClaim(db, claim)) !== undefined,
    requestCancel: async (actor, { id }) => {
      const base = { id, actor, now: given.clock() };
      const stopped = await moveStatus(db, { ...base, from: ['notStarted'], to: 'cancelled' });
      if (stopped !== undefined) notifier.notifyDone([id]);
      const moved = stopped ?? (await moveStatus(db, { ...base, from: ['running'], to: 'cancelling' }));
      if (moved !== undefined) return moved;
      const found = await store.findById(db, id);
      // Asked for twice is asked for once.
      if (found?.status === 'cancelling') return found;
      return fail('operation/not-cancellable', { operationId: id, status: found?.status ?? 'gone' });
    },
    followCancel: (claim, onCancel) => {
      let asking = false;
      const timer = setInterval(() => {
        if (asking) return;
        asking = true;
        isCancelRequested(claim)
          .then((requested) => {
            if (!requested) return;
            clearInterval(timer);
            onCancel();
          })
          .catch((error: unknown) => {
            given.log.warn(
              { operationId: claim.id, problem: problemOf(error) },
              'could not ask whether a job is cancelled',
            );
          })
          .finally(() => {
            asking = false;
          });
      }, 500);
      return { stop: () => clearInterval(timer) };
    },
  };
}
