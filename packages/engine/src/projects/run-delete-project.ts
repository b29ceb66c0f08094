import type { Operations } from '../operations/index.ts';
import type { Database, Notifier } from '../platform/index.ts';
import * as store from './project-store.ts';

const batch = 2000;

export interface RunContext {
  readonly processId: string;
  /** Aborted when the process stops: the work is handed back. */
  readonly signal: AbortSignal;
}

/** Erases a deleted project's rows, in batches so that no transaction is long; safe to run any number of times. */
export async function runDeleteProject(
  deps: { readonly db: Database; readonly operations: Operations; readonly notifier: Notifier },
  operationId: string,
  { processId, signal }: RunContext,
): Promise<void> {
  const { db, operations, notifier } = deps;
  const claimed = await operations.claim(operationId, processId);
  if (claimed === undefined) return;
  const { claim } = claimed;
  try {
    const projectId = await operations.projectIdOf(operationId);
    if (projectId !== undefined) {
      while ((await store.eraseDocuments(db, projectId, batch)) > 0) signal.throwIfAborted();
    }
    const done = await db.transaction().execute(async (tx) => {
      if (!(await operations.succeed(tx, claim, {}))) return false;
      if (projectId !== undefined) {
        await store.erase(tx, projectId);
        await operations.eraseOf(tx, projectId, operationId);
      }
      return true;
    });
    if (done) notifier.notifyDone([operationId]);
  } catch (error) {
    await operations.release(claim, signal.aborted ? 'handedBack' : 'interrupted');
    throw error;
  }
}
