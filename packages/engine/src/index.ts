export type { AccessService, Actor, ApiKey, Right, Role } from './access/index.ts';
export { rights, roles } from './access/index.ts';
export type { Engine, EngineConfig, EngineStatistics } from './compose.ts';
export type { Dataset, DatasetService, Document, DocumentInput, RowFormat } from './dataset/index.ts';
export type { Deployment, DeploymentService, DeploymentSettings } from './deployments/index.ts';
export type { EvaluatedDocument, EvaluationOptions, Model, ModelEvaluation, ModelService } from './models/index.ts';
export type { Operation, OperationKind, OperationService, OperationStatus } from './operations/index.ts';
export { operationKinds } from './operations/index.ts';
export type { ErrorCode, ErrorParameters, Given, Issue, Log } from './platform/index.ts';
export {
  createDatabase,
  EngineError,
  errorCatalogue,
  isDatabaseUnavailable,
  languages,
  migrate,
  renderSchemaSnapshot,
} from './platform/index.ts';
export type {
  ClassifyResult,
  ClassScore,
  DocumentOutcome,
  InputDocument,
  PredictionJob,
  PredictionService,
  PredictionTask,
  TaskResult,
} from './prediction/index.ts';
export { predictionLimits } from './prediction/index.ts';
export type {
  Project,
  ProjectClass,
  ProjectInput,
  ProjectKind,
  ProjectService,
  ProjectSettings,
} from './projects/index.ts';
export type { TrainCommand, TrainingService, TrainJob, TrainProgress } from './training/index.ts';
export { trainingConfigVersions } from './training/index.ts';
