import { enterForWork } from '../access/enter-for-work.ts';
import type { EncoderSource } from '../encoders/index.ts';
import { defineOperation, defineWork, failed, type OperationOf, WorkCancelled } from '../operations/index.ts';
import { type Database, EngineError, type Given, type ThreadPool } from '../platform/index.ts';
import { requireProject } from '../projects/index.ts';
import { createProgressClock, TrainingProgress } from './progress-clock.ts';
import { TrainingRequest } from './request.ts';
import { TrainingResult } from './result.ts';
import { storeTrainedModel } from './store-trained-model.ts';
import { trainOnThread } from './train-on-thread.ts';

const trainOperation = defineOperation({
  kind: 'train',
  request: TrainingRequest,
  progress: TrainingProgress,
  result: TrainingResult,
});
export type TrainOperation = OperationOf<typeof trainOperation>;

/** What a training stands on in the worker. */
export interface TrainDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly threads: ThreadPool;
  readonly encoders: EncoderSource;
}

/**
 * Trains a model on a thread, saying how far it is. Model, evaluation and the end of the operation are written in one
 * transaction.
 */
export const trainWork = defineWork({
  ...trainOperation,
  pool: 'training',
  priority: 0,
  run: async ({ operation, signal, tell }, deps: TrainDeps) => {
    const { request } = operation;
    const { clock } = deps.given;
    const project = await requireProject(deps.db, enterForWork(operation.projectName));
    if (project.id !== request.projectId) throw new EngineError('project/not-found', { projectName: project.name });
    const startedAt = operation.startedAt ?? clock();
    const progress = createProgressClock(clock);
    const outcome = await trainOnThread(deps, {
      project,
      request,
      signal,
      onPercent: (percent) => tell(progress.advance(percent)),
    });
    if (outcome.ok) {
      tell(progress.complete());
      return (tx) => storeTrainedModel(tx, deps.given, { project, request, startedAt }, outcome);
    }
    if (!outcome.stopped) {
      tell(progress.broken('failed'));
      return failed({ errors: [outcome.issue, ...(outcome.others ?? [])] });
    }
    if (signal.reason instanceof WorkCancelled) tell(progress.broken('cancelled'));
    throw signal.reason;
  },
});
