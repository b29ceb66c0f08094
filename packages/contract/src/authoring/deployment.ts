import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { AuthoringOperation } from './authoring-operation.ts';
import { authoringList, listQuery } from './paging.ts';
import { accepted, jobState } from './responses.ts';

export const DeployBody = Type.Object({
  trainedModelLabel: Type.String(),
  assignedResourceIds: Type.Optional(Type.Array(Type.String())),
});
export type DeployBody = Static<typeof DeployBody>;

export const SwapBody = Type.Object({
  firstDeploymentName: Type.String(),
  secondDeploymentName: Type.String(),
});
export type SwapBody = Static<typeof SwapBody>;

export const AuthoringDeployment = closed({
  deploymentName: Type.String(),
  modelId: Type.String(),
  lastTrainedDateTime: Type.String(),
  lastDeployedDateTime: Type.String(),
  deploymentExpirationDate: Type.String(),
  modelTrainingConfigVersion: Type.String(),
  /** Required from 2023-04-15-preview on; always empty here, this server deploys to itself. */
  assignedResources: Type.Optional(Type.Array(Type.Unknown())),
});
export type AuthoringDeployment = Static<typeof AuthoringDeployment>;

const deploymentPath = '/{projectName}/deployments/{deploymentName}';

/** Deployments and their jobs. */
export const deploymentEndpoints = [
  {
    id: 'ListDeployments',
    method: 'GET',
    path: '/{projectName}/deployments',
    summary: 'Lists the deployments of a project.',
    since: '2022-05-01',
    longRunning: false,
    query: listQuery,
    responses: { 200: authoringList(AuthoringDeployment) },
  },
  {
    id: 'GetDeployment',
    method: 'GET',
    path: deploymentPath,
    summary: 'Answers a deployment.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringDeployment },
  },
  {
    id: 'DeployProject',
    method: 'PUT',
    path: deploymentPath,
    summary: 'Points a deployment at a model.',
    since: '2022-05-01',
    longRunning: true,
    job: `${deploymentPath}/jobs/{jobId}`,
    body: DeployBody,
    responses: accepted,
  },
  {
    id: 'DeleteDeployment',
    method: 'DELETE',
    path: deploymentPath,
    summary: 'Deletes a deployment.',
    since: '2022-05-01',
    longRunning: true,
    job: `${deploymentPath}/jobs/{jobId}`,
    responses: accepted,
  },
  {
    id: 'GetDeploymentStatus',
    method: 'GET',
    path: `${deploymentPath}/jobs/{jobId}`,
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
  {
    id: 'DeleteDeploymentFromResources',
    method: 'POST',
    path: `${deploymentPath}/:delete-from-resources`,
    summary: 'Deletes a deployment from some resources.',
    since: '2022-10-01-preview',
    previewOnly: true,
    longRunning: true,
    job: `${deploymentPath}/delete-from-resources/jobs/{jobId}`,
    responses: accepted,
  },
  {
    id: 'GetDeploymentDeleteFromResourcesStatus',
    method: 'GET',
    path: `${deploymentPath}/delete-from-resources/jobs/{jobId}`,
    summary: 'Answers a delete-from-resources job.',
    since: '2022-10-01-preview',
    previewOnly: true,
    longRunning: false,
    responses: jobState,
  },
] as const satisfies readonly AuthoringOperation[];
