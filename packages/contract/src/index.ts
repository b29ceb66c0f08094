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
  authoringLanguages,
  authoringOperations,
  authoringProjectKinds,
  isAuthoringApiVersion,
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
  Problem,
} from './common/error-response.ts';
export type { RouteRecord } from './common/route-record.ts';
export { defineRoute } from './common/route-record.ts';
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
export { V1Error, V1Issue, v1Base, v1Operations } from './v1/index.ts';
