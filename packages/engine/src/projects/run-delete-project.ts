import { ClaimLost, type Operations, type RunContext, runClaimed } from '../operations/index.ts';
import type { Database, Given, Notifier } from '../platform/index.ts';
import * as store from './project-store.ts';

const batch = 2000;

interface DeleteProjectDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'log'>;
  readonly operations: Operations;
  readonly notifier: Notifier;
}

/** Erases a deleted project's rows, in batches so that no transaction is long; safe to run any number of times. */
export async function runDeleteProject(
  deps: DeleteProjectDeps,
  operationId: string,
  context: RunContext,
): Promise<void> {
  const { db, operations, notifier } = deps;
  await runClaimed(deps, operationId, context, async ({ claim }, signal) => {
    const projectId = await operations.projectIdOf(operationId);
    if (projectId !== undefined) {
      while ((await store.eraseDocuments(db, projectId, batch)) > 0) signal.throwIfAborted();
    }
    await db.transaction().execute(async (tx) => {
      if (!(await operations.succeed(tx, claim, {}))) throw new ClaimLost();
      if (projectId === undefined) return;
      await store.erase(tx, projectId);
      await operations.eraseOf(tx, projectId, operationId);
    });
    notifier.notifyDone([operationId]);
  });
}
