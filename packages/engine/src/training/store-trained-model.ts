import { replaceModel } from '../models/index.ts';
import { succeeded } from '../operations/index.ts';
import type { Given, Tx } from '../platform/index.ts';
import { markTrained, type Project } from '../projects/index.ts';
import type { TrainOutcome } from './on-thread/messages.ts';
import type { TrainingRequest } from './request.ts';
import { documentsOf } from './result.ts';
import { trainingWarnings } from './training-warnings.ts';

/** What was trained, and since when. */
interface Training {
  readonly project: Project;
  readonly request: TrainingRequest;
  readonly startedAt: Date;
}

/**
 * Writes the model with all its parts, and the name that it takes over; answers the end of the operation. A model that
 * only the name stood for is erased by it; a deployed one stays for its deployment.
 */
export async function storeTrainedModel(
  tx: Tx,
  given: Pick<Given, 'clock' | 'newId'>,
  { project, request, startedAt }: Training,
  trained: Extract<TrainOutcome, { ok: true }>,
) {
  const { modelName, configVersion, seed } = request;
  const id = given.newId();
  const trainedAt = given.clock();
  const trainingSeconds = Math.max(1, Math.round((trainedAt.getTime() - startedAt.getTime()) / 1000));
  const base = { id, projectId: project.id, name: modelName, kind: project.kind, configVersion, seed };
  await replaceModel(tx, { ...base, ...trained, trainedAt, trainingSeconds });
  await markTrained(tx, project.id, trainedAt);
  const { evaluation } = trained;
  return succeeded({
    result: { modelId: id, modelName, ...documentsOf(evaluation) },
    warnings: trainingWarnings(evaluation),
  });
}
