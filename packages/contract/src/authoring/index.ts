export type { AuthoringEndpointId, AuthoringEndpoints } from './authoring-endpoints.ts';
export { authoringEndpoints } from './authoring-endpoints.ts';
export type { AuthoringShape } from './authoring-shape.ts';
export { authoringShapeOf, authoringShapes } from './authoring-shape.ts';
export type { SupportedLanguage, TrainingConfigVersion } from './catalogue.ts';
export type { AuthoringDeployment, DeployBody, SwapBody } from './deployment.ts';
export type {
  AuthoringClassEvaluation,
  AuthoringDocumentEvaluation,
  AuthoringEvaluationSummary,
} from './evaluation.ts';
export type { AuthoringJob } from './job-state.ts';
export type { AuthoringModel } from './model.ts';
export type { AuthoringProject, AuthoringProjectKind, AuthoringProjectPatch } from './project.ts';
export { authoringProjectKinds } from './project.ts';
export type { AuthoringTrainJob, TrainBody } from './training.ts';
