export { lockProjectModels } from './lock-project-models.ts';
export type { EvaluatedDocument, EvaluationOptions, Model, ModelEvaluation, ModelService } from './model.ts';
export { modelLimit } from './model.ts';
export { createModelService } from './model-service.ts';
export {
  countOtherModels,
  eraseUnusedModels,
  findCurrentModel,
  findModels,
  insertModel,
  readModelFile,
  releaseModelName,
} from './model-store.ts';
