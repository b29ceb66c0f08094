export type {
  AuthoringApiVersion,
  AuthoringClassEvaluation,
  AuthoringDeployment,
  AuthoringDocumentEvaluation,
  AuthoringEvaluationSummary,
  AuthoringJob,
  AuthoringModel,
  AuthoringOperation,
  AuthoringOperationId,
  AuthoringProject,
  AuthoringProjectKind,
  AuthoringTrainJob,
  DeployBody,
  ProjectPatch,
  SupportedLanguage,
  SwapBody,
  TrainBody,
  TrainingConfigVersion,
} from './authoring/index.ts';
export {
  authoringBase,
  authoringOperations,
  authoringProjectKinds,
  isAvailableIn,
} from './authoring/index.ts';
export { authoringApiVersions, isApiVersion, isVersionWithin, runtimeApiVersions } from './common/api-version.ts';
export type { AzureErrorCode, AzureInnerErrorCode } from './common/error-response.ts';
export {
  AzureError,
  AzureErrorResponse,
  AzureInnerError,
  azureErrorCodes,
  azureInnerErrorCodes,
} from './common/error-response.ts';
export type { RouteRecord } from './common/route-record.ts';
export { defineRoute } from './common/route-record.ts';
export type {
  Classification,
  DocumentError,
  KnownTaskKind,
  RequestStatistics,
  RuntimeDocument,
  RuntimeShape,
  TaskItem,
  TaskResults,
} from './runtime/index.ts';
export {
  ArraysJob,
  ArraysSubmit,
  ArrayTask,
  DocumentedJob,
  DocumentedTask,
  findTaskKind,
  ItemsJob,
  ItemsSubmit,
  knownTaskKinds,
  languageRoutes,
  nov2021Routes,
  nov2021Shape,
  nov2021Version,
  runtimeShapeOf,
  runtimeShapes,
} from './runtime/index.ts';
export type {
  ClassifyRequest,
  ClassifyResponse,
  DeploymentView,
  DocumentPut,
  DocumentView,
  EvaluatedDocumentView,
  EvaluationView,
  KeyCreate,
  KeyView,
  MeView,
  ModelView,
  NewKeyView,
  OperationView,
  ProjectChange,
  ProjectCreate,
  ProjectView,
  TrainingView,
  TrainRequest,
  V1Operation,
  V1OperationId,
  V1Operations,
} from './v1/index.ts';
export { defaultTop, V1Error, V1Issue, v1Base, v1Operations } from './v1/index.ts';
