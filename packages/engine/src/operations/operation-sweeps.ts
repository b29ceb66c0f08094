import { moveStatus } from './life-cycle/move-status.ts';
import { maxAttempts } from './life-cycle/status.ts';
import { systemActor } from './operation.ts';
import { exhausted } from './operation-claims.ts';
import * as store from './operation-store.ts';
import type { Operations, OperationsDeps } from './operations.ts';

type SweepActs = 'releaseOf' | 'expire' | 'cancelAllOf' | 'eraseOf' | 'projectIdOf';

export function createSweepActs({ db, given }: OperationsDeps): Pick<Operations, SweepActs> {
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
    cancelAllOf: async (tx, actor, projectId) => {
      const ended: string[] = [];
      for (const { id } of await store.unfinishedOf(tx, projectId)) {
        const base = { id, actor, now: given.clock() };
        if ((await moveStatus(tx, { ...base, from: ['notStarted'], to: 'cancelled' })) !== undefined) ended.push(id);
        else await moveStatus(tx, { ...base, from: ['running'], to: 'cancelling' });
      }
      return ended;
    },
    eraseOf: (tx, projectId, except) => store.eraseOf(tx, projectId, except),
    projectIdOf: (id) => store.projectIdOf(db, id),
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
