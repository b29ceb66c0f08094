export { readMetrics } from '@taxon/classifier';
export { lockProjectModels } from './lock-project-models.ts';
export type {
  CopiesAcrossSplit,
  EvaluatedDocument,
  EvaluatedDocuments,
  EvaluationOptions,
  Model,
  ModelDescription,
  ModelDetails,
  ModelEvaluation,
  ModelService,
  NamedDocuments,
  NamedGuidance,
  OutOfScopeStep,
  TestQuality,
} from './model.ts';
export { modelLimit } from './model.ts';
export { createModelService } from './model-service.ts';
export {
  countOthers as countOtherModels,
  eraseUnused as eraseUnusedModels,
  findByIds as findModels,
  findCurrent as findCurrentModel,
  readFile as readModelFile,
} from './model-store.ts';
export { readModelClasses } from './read-model-classes.ts';
export { replaceModel } from './replace-model.ts';
