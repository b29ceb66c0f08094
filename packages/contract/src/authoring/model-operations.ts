import { Type } from 'typebox';
import type { AuthoringOperation } from './authoring-operation.ts';
import { AuthoringDeployment, DeployBody, SwapBody } from './deployment.ts';
import { AuthoringDocumentEvaluation, AuthoringEvaluationSummary } from './evaluation.ts';
import { AuthoringJob } from './job-state.ts';
import { AuthoringModel } from './model.ts';
import { authoringList, authoringPagingQuery } from './paging.ts';
import { AuthoringTrainJob, TrainBody } from './training.ts';

const paging = Type.Object(authoringPagingQuery);
const resultQuery = Type.Object({ ...authoringPagingQuery, stringIndexType: Type.Optional(Type.String()) });
const accepted = { 202: null };
const jobState = { 200: AuthoringJob };
const model = '/{projectName}/models/{trainedModelLabel}';
const deployment = '/{projectName}/deployments/{deploymentName}';

/** Training, models and their evaluation, deployments. */
export const modelOperations = [
  {
    id: 'Train',
    method: 'POST',
    path: '/{projectName}/:train',
    summary: 'Trains and evaluates a model.',
    since: '2022-05-01',
    longRunning: true,
    job: '/{projectName}/train/jobs/{jobId}',
    body: TrainBody,
    responses: accepted,
  },
  {
    id: 'ListTrainingJobs',
    method: 'GET',
    path: '/{projectName}/train/jobs',
    summary: 'Lists the training jobs that have not expired.',
    since: '2022-05-01',
    longRunning: false,
    query: paging,
    responses: { 200: authoringList(AuthoringTrainJob) },
  },
  {
    id: 'GetTrainingStatus',
    method: 'GET',
    path: '/{projectName}/train/jobs/{jobId}',
    summary: 'Answers a training job.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringTrainJob },
  },
  {
    id: 'CancelTrainingJob',
    method: 'POST',
    path: '/{projectName}/train/jobs/{jobId}/:cancel',
    summary: 'Cancels a training job.',
    since: '2022-05-01',
    longRunning: true,
    job: '/{projectName}/train/jobs/{jobId}',
    responses: accepted,
  },
  {
    id: 'ListTrainedModels',
    method: 'GET',
    path: '/{projectName}/models',
    summary: 'Lists the models of a project.',
    since: '2022-05-01',
    longRunning: false,
    query: paging,
    responses: { 200: authoringList(AuthoringModel) },
  },
  {
    id: 'GetTrainedModel',
    method: 'GET',
    path: model,
    summary: 'Answers a model.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringModel },
  },
  {
    id: 'DeleteTrainedModel',
    method: 'DELETE',
    path: model,
    summary: 'Deletes a model that no deployment uses.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 204: null },
  },
  {
    id: 'GetModelEvaluationSummary',
    method: 'GET',
    path: `${model}/evaluation/summary-result`,
    summary: 'Answers the metrics of a model.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringEvaluationSummary },
  },
  {
    id: 'GetModelEvaluationResults',
    method: 'GET',
    path: `${model}/evaluation/result`,
    summary: 'Lists what became of each test document.',
    since: '2022-05-01',
    longRunning: false,
    query: resultQuery,
    responses: { 200: authoringList(AuthoringDocumentEvaluation) },
  },
  {
    id: 'ListDeployments',
    method: 'GET',
    path: '/{projectName}/deployments',
    summary: 'Lists the deployments of a project.',
    since: '2022-05-01',
    longRunning: false,
    query: paging,
    responses: { 200: authoringList(AuthoringDeployment) },
  },
  {
    id: 'GetDeployment',
    method: 'GET',
    path: deployment,
    summary: 'Answers a deployment.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringDeployment },
  },
  {
    id: 'DeployProject',
    method: 'PUT',
    path: deployment,
    summary: 'Points a deployment at a model.',
    since: '2022-05-01',
    longRunning: true,
    job: `${deployment}/jobs/{jobId}`,
    body: DeployBody,
    responses: accepted,
  },
  {
    id: 'DeleteDeployment',
    method: 'DELETE',
    path: deployment,
    summary: 'Deletes a deployment.',
    since: '2022-05-01',
    longRunning: true,
    job: `${deployment}/jobs/{jobId}`,
    responses: accepted,
  },
  {
    id: 'GetDeploymentStatus',
    method: 'GET',
    path: `${deployment}/jobs/{jobId}`,
    summary: 'Answers the job of a deployment.',
    since: '2022-05-01',
    longRunning: false,
    responses: jobState,
  },
  {
    id: 'SwapDeployments',
    method: 'POST',
    path: '/{projectName}/deployments/:swap',
    summary: 'Exchanges the models of two deployments.',
    since: '2022-05-01',
    longRunning: true,
    job: '/{projectName}/deployments/swap/jobs/{jobId}',
    body: SwapBody,
    responses: accepted,
  },
  {
    id: 'GetSwapDeploymentsStatus',
    method: 'GET',
    path: '/{projectName}/deployments/swap/jobs/{jobId}',
    summary: 'Answers a swap job.',
    since: '2022-05-01',
    longRunning: false,
    responses: jobState,
  },
] as const satisfies readonly AuthoringOperation[];
