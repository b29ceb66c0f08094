import { maxAttempts, systemActor } from './operation.ts';
import { exhausted } from './operation-claims.ts';
import { moveStatus } from './operation-move.ts';
import * as store from './operation-store.ts';
import type { Operations, OperationsDeps } from './operations.ts';

export function createSweepActs({ db, given }: OperationsDeps): Pick<Operations, 'releaseOf' | 'expire'> {
  const batch = 500;
  return {
    releaseOf: async (tx, processIds) => {
      const ended: string[] = [];
      for (const held of await store.heldBy(tx, processIds)) {
        const to =
          held.status === 'cancelling' ? 'cancelled' : held.attempt >= maxAttempts ? 'failed' : ('notStarted' as const);
        const changes = to === 'failed' ? { errors: [exhausted()] } : to === 'notStarted' ? { processId: null } : {};
        const from = [held.status];
        const base = { id: held.id, actor: systemActor, now: given.clock() };
        const moved = await moveStatus(tx, { ...base, from, to, changes });
        if (moved !== undefined && to !== 'notStarted') ended.push(held.id);
      }
      return ended;
    },
    expire: async () => {
      let total = 0;
      for (;;) {
        const erased = await store.eraseExpired(db, given.clock(), batch);
        total += erased;
        if (erased < batch) return total;
      }
    },
  };
}
