import { sql } from 'kysely';
import { type Issue, issue } from '../platform/index.ts';
import { type MoveChanges, moveStatus } from './life-cycle/move-status.ts';
import { maxAttempts } from './life-cycle/status.ts';
import { type Claim, systemActor } from './operation.ts';
import * as store from './operation-store.ts';
import type { Claimed, Operations, OperationsDeps } from './operations.ts';

/** Why an operation that was interrupted too often has failed. */
export function exhausted(): Issue {
  return issue('operation/attempts-exhausted', { attempts: maxAttempts });
}

type ClaimActs = 'claim' | 'progress' | 'succeed' | 'fail' | 'finishCancelled' | 'release';

export function createClaimActs(deps: OperationsDeps): Pick<Operations, ClaimActs> {
  const { db, given, notifier } = deps;
  const move = async (claim: Claim, to: 'failed' | 'cancelled', changes: MoveChanges): Promise<boolean> => {
    const from = ['running', 'cancelling'] as const;
    const moved = await moveStatus(db, {
      id: claim.id,
      from,
      to,
      claim,
      actor: systemActor,
      now: given.clock(),
      changes,
    });
    if (moved !== undefined) notifier.notifyDone([claim.id]);
    return moved !== undefined;
  };
  return {
    claim: (id, processId) => claimOperation(deps, id, processId),
    progress: async (claim, progress) => (await store.writeProgress(db, claim, progress, given.clock())) === 'running',
    succeed: async (tx, claim, result, warnings = [], projectId, errors = []) => {
      const changes = { result, warnings, errors, ...(projectId === undefined ? {} : { projectId }) };
      const now = given.clock();
      const from = ['running', 'cancelling'] as const;
      const moved = await moveStatus(tx, {
        id: claim.id,
        from,
        to: 'succeeded',
        claim,
        actor: systemActor,
        now,
        changes,
      });
      return moved !== undefined;
    },
    fail: (claim, errors, details = {}) => move(claim, 'failed', { errors, ...details }),
    finishCancelled: (claim, details = {}) => move(claim, 'cancelled', details),
    release: async (claim, why) => {
      if (why === 'interrupted' && claim.attempt >= maxAttempts) {
        await move(claim, 'failed', { errors: [exhausted()] });
        return;
      }
      const now = given.clock();
      const changes = { processId: null, ...(why === 'handedBack' ? { attempts: -1 as const } : {}) };
      const back = { id: claim.id, claim, actor: systemActor, now, changes };
      const moved = await moveStatus(db, { ...back, from: ['running'], to: 'notStarted' });
      if (moved === undefined) await move(claim, 'cancelled', {});
    },
  };
}

async function claimOperation(
  { db, given, notifier }: OperationsDeps,
  id: string,
  processId: string,
): Promise<Claimed | undefined> {
  const now = given.clock();
  // The queue delivers a job to one process at a time. A row that still runs under this process, or under one that is
  // gone, is left over from a delivery that broke off.
  const leftOver = sql`(
    old.process_id = ${processId}::uuid or not exists (select from process where process.id = old.process_id)
  )`;
  const base = { id, actor: systemActor, now };
  await moveStatus(db, { ...base, from: ['running'], to: 'notStarted', only: leftOver, changes: { processId: null } });
  const operation = await moveStatus(db, {
    ...base,
    from: ['notStarted'],
    to: 'running',
    only: sql`old.attempt < ${maxAttempts}::int`,
    changes: { processId, attempts: 1 },
  });
  if (operation !== undefined) return { claim: { id, processId, attempt: operation.attempt }, operation };
  const ended =
    (await moveStatus(db, { ...base, from: ['cancelling'], to: 'cancelled', only: leftOver })) ??
    (await moveStatus(db, {
      ...base,
      from: ['notStarted'],
      to: 'failed',
      only: sql`old.attempt >= ${maxAttempts}::int`,
      changes: { errors: [exhausted()] },
    }));
  if (ended !== undefined) notifier.notifyDone([id]);
  return undefined;
}
