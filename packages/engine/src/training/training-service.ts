import { enter, requireRight } from '../access/index.ts';
import { countOtherModels, modelLimit } from '../models/index.ts';
import type { Operations } from '../operations/index.ts';
import { type Database, enqueue, fail, isUniqueViolation, requireName } from '../platform/index.ts';
import { requireProject } from '../projects/index.ts';
import { trainJob } from './train-job.ts';
import {
  notStartedProgress,
  resolveConfigVersion,
  resolveEvaluation,
  resolveSeed,
  type TrainingService,
  type TrainRequest,
  trainJobOf,
} from './training.ts';

export interface TrainingDeps {
  readonly db: Database;
  readonly operations: Operations;
}

const kind = 'train';

export function createTrainingService({ db, operations }: TrainingDeps): TrainingService {
  return {
    async requestTraining(actor, projectName, command) {
      const scope = enter(actor, 'write', projectName);
      const { modelName } = command;
      requireName('modelName', modelName);
      const configVersion = resolveConfigVersion(command.configVersion);
      const evaluation = resolveEvaluation(command.evaluation);
      const project = await requireProject(db, scope);
      const seed = resolveSeed(command.seed, projectName, project.settings);
      const search = command.search ?? project.settings.search ?? 'none';
      const others = await countOtherModels(db, project.id, modelName);
      if (others >= modelLimit) fail('model/limit', { projectName, count: others + 1, limit: modelLimit });
      const request: TrainRequest = { projectId: project.id, modelName, configVersion, evaluation, seed, search };
      try {
        return await db.transaction().execute(async (tx) => {
          const operation = await operations.create(tx, {
            kind,
            projectId: project.id,
            projectName,
            subject: modelName,
            actor: actor.name,
            request,
            progress: notStartedProgress,
          });
          await enqueue(tx, trainJob, { operationId: operation.id });
          return trainJobOf(operation);
        });
      } catch (error) {
        if (isUniqueViolation(error, 'operation_one_training'))
          return fail('training/already-running', { projectName });
        throw error;
      }
    },

    async getJob(actor, projectName, operationId) {
      requireRight(actor, 'read', projectName);
      return trainJobOf(await operations.get({ id: operationId, projectName, kind }));
    },

    async listJobs(actor, projectName, { skip, top }) {
      await requireProject(db, enter(actor, 'read', projectName));
      return (await operations.list({ projectName, kind, skip, top })).map(trainJobOf);
    },

    async cancel(actor, projectName, operationId) {
      requireRight(actor, 'write', projectName);
      const operation = await operations.get({ id: operationId, projectName, kind });
      return trainJobOf(await operations.requestCancel(actor.name, operation));
    },
  };
}
