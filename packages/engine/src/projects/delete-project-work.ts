import {
  defineOperation,
  defineWork,
  noMembers,
  noProgress,
  type OperationOf,
  type Operations,
  succeeded,
} from '../operations/index.ts';
import type { Database } from '../platform/index.ts';
import * as store from './project-store.ts';

const batch = 2000;

const deleteProjectOperation = defineOperation({
  kind: 'delete-project',
  request: noMembers,
  progress: noProgress,
  result: noMembers,
});
export type DeleteProjectOperation = OperationOf<typeof deleteProjectOperation>;

export interface DeleteProjectDeps {
  readonly db: Database;
  readonly operations: Operations;
}

/** Erases the rows of a project that is gone already, in batches, so that no transaction is long. */
export const deleteProjectWork = defineWork({
  ...deleteProjectOperation,
  pool: 'background',
  priority: 10,
  run: async ({ operation: { id, projectId }, signal }, { db, operations }: DeleteProjectDeps) => {
    if (projectId === undefined) return succeeded({ result: {} });
    while ((await store.eraseDocuments(db, projectId, batch)) > 0) signal.throwIfAborted();
    return async (tx) => {
      await store.erase(tx, projectId);
      await operations.eraseOf(tx, projectId, id);
      return succeeded({ result: {} });
    };
  },
});
