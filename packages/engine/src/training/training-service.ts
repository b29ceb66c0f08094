import { enter, requireRight } from '../access/index.ts';
import { countOtherModels, modelLimit } from '../models/index.ts';
import type { Operations } from '../operations/index.ts';
import { type Database, EngineError, isUniqueViolation, requireName } from '../platform/index.ts';
import { requireProject } from '../projects/index.ts';
import { notStartedProgress } from './progress-clock.ts';
import { trainWork } from './train-work.ts';
import { resolveConfigVersion, resolveEvaluation, resolveSeed, type TrainingService, trainJobOf } from './training.ts';

export interface TrainingDeps {
  readonly db: Database;
  readonly operations: Operations;
}

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
      if (others >= modelLimit) throw new EngineError('model/limit', { projectName, count: others, limit: modelLimit });
      const { uniqueLocations = false } = command;
      const request = { projectId: project.id, modelName, configVersion, evaluation, seed, search, uniqueLocations };
      try {
        return await db.transaction().execute(async (tx) => {
          const operation = await operations.request(tx, trainWork, {
            projectId: project.id,
            projectName,
            subject: modelName,
            actor: actor.name,
            request,
            progress: notStartedProgress,
          });
          return trainJobOf(operation);
        });
      } catch (error) {
        if (isUniqueViolation(error, 'operation_one_training'))
          throw new EngineError('training/already-running', { projectName });
        throw error;
      }
    },

    async getJob(actor, projectName, operationId) {
      requireRight(actor, 'read', projectName);
      return trainJobOf(await operations.get([trainWork], { id: operationId, projectName }));
    },

    async listJobs(actor, projectName, { skip, top }) {
      await requireProject(db, enter(actor, 'read', projectName));
      return (await operations.list([trainWork], { projectName, skip, top })).map(trainJobOf);
    },

    async cancel(actor, projectName, operationId) {
      requireRight(actor, 'write', projectName);
      const operation = await operations.get([trainWork], { id: operationId, projectName });
      return trainJobOf(await operations.requestCancel(trainWork, actor.name, operation));
    },
  };
}
