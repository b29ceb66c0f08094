import { replaceModel } from '../models/index.ts';
import { markTrained } from '../projects/index.ts';
import type { TrainOutcome } from './train-messages.ts';
import type { RunTrainingDeps, TrainRun } from './train-run.ts';

/**
 * The model with all its parts, the name it takes over, and the operation's end: in one transaction, or, when the claim
 * is lost, not at all. A model that only the name stood for is erased by it; a deployed one stays for its deployment.
 */
export async function storeTrainedModel(
  { db, given, notifier, operations }: RunTrainingDeps,
  { claim, request, project, startedAt, progress }: TrainRun,
  trained: Extract<TrainOutcome, { ok: true }>,
): Promise<void> {
  const { modelName, configVersion, seed } = request;
  const id = given.newId();
  const trainedAt = given.clock();
  const trainingSeconds = Math.max(1, Math.round((trainedAt.getTime() - startedAt.getTime()) / 1000));
  await operations.progress(claim, progress.complete());
  const written = await db.transaction().execute(async (tx) => {
    if (!(await operations.succeed(tx, claim, { modelId: id, modelName }, [], project.id))) return false;
    const base = { id, projectId: project.id, name: modelName, kind: project.kind, configVersion, seed };
    await replaceModel(tx, { ...base, ...trained, trainedAt, trainingSeconds });
    await markTrained(tx, project.id, trainedAt);
    return true;
  });
  if (written) notifier.notifyDone([claim.id]);
}
