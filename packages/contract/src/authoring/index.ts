export type { AuthoringApiVersion, AuthoringOperation } from './authoring-operation.ts';
export { authoringBase, isAvailableIn } from './authoring-operation.ts';
export type { AuthoringOperationId } from './authoring-operations.ts';
export { authoringOperations } from './authoring-operations.ts';
export type { SupportedLanguage, TrainingConfigVersion } from './catalogue.ts';
export type { AuthoringDeployment, DeployBody, SwapBody } from './deployment.ts';
export type {
  AuthoringClassEvaluation,
  AuthoringDocumentEvaluation,
  AuthoringEvaluationSummary,
} from './evaluation.ts';
export type { AuthoringJob } from './job-state.ts';
export type { AuthoringModel } from './model.ts';
export type { AuthoringProject, AuthoringProjectKind, ProjectPatch } from './project.ts';
export { authoringProjectKinds } from './project.ts';
export type { AuthoringTrainJob, TrainBody } from './training.ts';
