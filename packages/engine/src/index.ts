export type { AccessService, Actor, ApiKey, Right, Role } from './access/index.ts';
export { rights, roles } from './access/index.ts';
export type { AnswerSettings } from './answering/index.ts';
export type { EngineConfig } from './config.ts';
export { createEngine } from './create-engine.ts';
export type {
  DatasetService,
  Document,
  DocumentInput,
  ExportCommand,
  ExportedFile,
  ExportService,
  ImportPreview,
} from './dataset/index.ts';
export type { Deployment, DeploymentService } from './deployments/index.ts';
export type { Engine, EngineStatistics, Readiness } from './engine.ts';
export type { Dataset, Reading, RowFormat, TextFormat } from './files/index.ts';
export { findCharset, findJsonFault, projectFileVersions } from './files/index.ts';
export { migrate } from './migrate.ts';
export type {
  EvaluatedDocument,
  EvaluatedDocuments,
  EvaluationOptions,
  Model,
  ModelDescription,
  ModelEvaluation,
  ModelService,
  NamedDocuments,
  NamedGuidance,
} from './models/index.ts';
export { readMetrics } from './models/index.ts';
export type { BoundWork, Operation as TypedOperation, RunContext, WorkPool } from './operations/index.ts';
export { isFinal, statuses, workPools } from './operations/index.ts';
export type {
  ErrorCode,
  ErrorParameters,
  Given,
  Issue,
  Log,
  MetricFamily,
  ProcessMetrics,
  ReturnedJob,
} from './platform/index.ts';
export {
  createDatabase,
  EngineError,
  errorCatalogue,
  isDatabaseUnavailable,
  isUuid,
  languages,
  problemOf,
  renderErrorsPage,
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
  RankedClass,
  SimilarDocument,
  TaskResult,
  TextExplanation,
  WantedDetail,
} from './prediction/index.ts';
export { predictionLimits } from './prediction/index.ts';
export type {
  Project,
  ProjectClass,
  ProjectKind,
  ProjectPatch,
  ProjectService,
  ProjectSettings,
} from './projects/index.ts';
export type { TrainCommand, TrainingProgress, TrainingService, TrainJob } from './training/index.ts';
export { trainingConfigVersions } from './training/index.ts';
export { type AnyOperation as Operation, operationKinds } from './works.ts';
