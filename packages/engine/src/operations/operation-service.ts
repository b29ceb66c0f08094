import { fail, isUuid, type Tx } from '../platform/index.ts';
import { moveStatus } from './life-cycle/move-status.ts';
import { isFinal } from './life-cycle/status.ts';
import type { Operation, OperationKind, OperationService } from './operation.ts';
import { createCancelActs } from './operation-cancel.ts';
import { createClaimActs } from './operation-claims.ts';
import * as store from './operation-store.ts';
import { createSweepActs } from './operation-sweeps.ts';
import type { NewOperation, Operations, OperationsDeps } from './operations.ts';

const keptMilliseconds = 7 * 24 * 3600 * 1000;

export function createOperations(deps: OperationsDeps): Operations {
  return {
    ...reads(deps),
    ...creation(deps),
    ...createClaimActs(deps),
    ...createCancelActs(deps),
    ...createSweepActs(deps),
  };
}

function reads({ db, given, notifier }: OperationsDeps): OperationService {
  notifier.sweepWith((ids) => store.finalIds(db, ids));
  return {
    get: async ({ id, projectName, kind, subject }) => {
      const kinds: readonly OperationKind[] = typeof kind === 'string' ? [kind] : kind;
      const found = isUuid(id) ? await store.findById(db, id) : undefined;
      const matches =
        found !== undefined &&
        kinds.includes(found.kind) &&
        (projectName === undefined || found.projectName === projectName) &&
        (subject === undefined || found.subject === subject) &&
        found.expiresAt > given.clock();
      return matches ? found : fail('operation/not-found', { kind: kinds.join(' or '), operationId: id });
    },
    list: (where) => store.list(db, { ...where, now: given.clock() }),
    history: (id) => store.history(db, id),
    waitUntilFinal: (id, milliseconds) =>
      notifier.waitFor(
        id,
        milliseconds,
        () => store.findById(db, id),
        (operation) => operation === undefined || isFinal(operation.status),
      ),
  };
}

function creation({ given }: OperationsDeps): Pick<Operations, 'create' | 'createDone'> {
  const insert = (tx: Tx, operation: NewOperation): Promise<Operation> => {
    const now = given.clock();
    return store.insert(tx, {
      id: operation.id ?? given.newId(),
      kind: operation.kind,
      projectId: operation.projectId,
      projectName: operation.projectName,
      subject: operation.subject,
      actor: operation.actor,
      request: operation.request,
      progress: operation.progress,
      now,
      expiresAt: new Date(now.getTime() + keptMilliseconds),
    });
  };
  return {
    create: insert,
    createDone: async (tx, operation, result, warnings = []) => {
      const { id } = await insert(tx, operation);
      const done = await moveStatus(tx, {
        id,
        from: ['notStarted'],
        to: 'succeeded',
        actor: operation.actor,
        now: given.clock(),
        changes: { result, warnings },
      });
      if (done === undefined) throw new Error(`Operation ${id} was moved before its transaction ended.`);
      return done;
    },
  };
}
