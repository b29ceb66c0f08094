export type { AccessService, Actor, ApiKey, Right, Role } from './access/index.ts';
export { rights, roles } from './access/index.ts';
export type { AnswerSettings } from './answering/index.ts';
export type { Engine, EngineStatistics, JobActs, Readiness } from './compose.ts';
export type { EngineConfig } from './config.ts';
export { createEngine } from './create-engine.ts';
export type { DatasetService, Document, DocumentInput } from './dataset/index.ts';
export { importLabelsFileJob, importRowsJob } from './dataset/index.ts';
export type { Deployment, DeploymentService } from './deployments/index.ts';
export type { Dataset, RowFormat } from './files/index.ts';
export { findJsonFault } from './files/index.ts';
export { jobDefinitions } from './job-definitions.ts';
export { migrate } from './migrate.ts';
export type {
  EvaluatedDocument,
  EvaluatedDocuments,
  EvaluationOptions,
  Model,
  ModelDescription,
  ModelEvaluation,
  ModelService,
} from './models/index.ts';
export { readMetrics } from './models/index.ts';
export type { Operation, OperationKind, OperationService, RunContext } from './operations/index.ts';
export { isFinal, operationKinds } from './operations/index.ts';
export type {
  ErrorCode,
  ErrorParameters,
  Given,
  Issue,
  JobDefinition,
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
  languages,
  parsePayload,
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
export { expireJob, predictionLimits, predictJob } from './prediction/index.ts';
export type {
  Project,
  ProjectClass,
  ProjectKind,
  ProjectPatch,
  ProjectService,
  ProjectSettings,
} from './projects/index.ts';
export { deleteProjectJob } from './projects/index.ts';
export type { TrainCommand, TrainingService, TrainJob, TrainProgress } from './training/index.ts';
export { trainingConfigVersions, trainJob } from './training/index.ts';
