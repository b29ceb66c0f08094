import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { Endpoints } from '../common/endpoint.ts';
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
export const deploymentEndpoints = {
  ListDeployments: {
    id: 'ListDeployments',
    method: 'GET',
    path: '/{projectName}/deployments',
    right: 'read',
    summary: 'Lists the deployments of a project.',
    since: '2022-05-01',
    query: listQuery,
    responses: { 200: authoringList(AuthoringDeployment) },
  },
  GetDeployment: {
    id: 'GetDeployment',
    method: 'GET',
    path: deploymentPath,
    right: 'read',
    summary: 'Answers a deployment.',
    since: '2022-05-01',
    responses: { 200: AuthoringDeployment },
  },
  DeployProject: {
    id: 'DeployProject',
    method: 'PUT',
    path: deploymentPath,
    right: 'own',
    summary: 'Points a deployment at a model.',
    since: '2022-05-01',
    job: `${deploymentPath}/jobs/{jobId}`,
    body: DeployBody,
    responses: accepted,
  },
  DeleteDeployment: {
    id: 'DeleteDeployment',
    method: 'DELETE',
    path: deploymentPath,
    right: 'own',
    summary: 'Deletes a deployment.',
    since: '2022-05-01',
    job: `${deploymentPath}/jobs/{jobId}`,
    responses: accepted,
  },
  GetDeploymentStatus: {
    id: 'GetDeploymentStatus',
    method: 'GET',
    path: `${deploymentPath}/jobs/{jobId}`,
    right: 'read',
    summary: 'Answers the job of a deployment.',
    since: '2022-05-01',
    answersJob: true,
    responses: jobState,
  },
  SwapDeployments: {
    id: 'SwapDeployments',
    method: 'POST',
    path: '/{projectName}/deployments/:swap',
    right: 'own',
    summary: 'Exchanges the models of two deployments.',
    since: '2022-05-01',
    job: '/{projectName}/deployments/swap/jobs/{jobId}',
    body: SwapBody,
    responses: accepted,
  },
  GetSwapDeploymentsStatus: {
    id: 'GetSwapDeploymentsStatus',
    method: 'GET',
    path: '/{projectName}/deployments/swap/jobs/{jobId}',
    right: 'read',
    summary: 'Answers a swap job.',
    since: '2022-05-01',
    answersJob: true,
    responses: jobState,
  },
  DeleteDeploymentFromResources: {
    id: 'DeleteDeploymentFromResources',
    method: 'POST',
    path: `${deploymentPath}/:delete-from-resources`,
    right: 'write',
    summary: 'Deletes a deployment from some resources.',
    since: '2022-10-01-preview',
    previewOnly: true,
    job: `${deploymentPath}/delete-from-resources/jobs/{jobId}`,
    responses: accepted,
    notServed: 'needs-azure',
  },
  GetDeploymentDeleteFromResourcesStatus: {
    id: 'GetDeploymentDeleteFromResourcesStatus',
    method: 'GET',
    path: `${deploymentPath}/delete-from-resources/jobs/{jobId}`,
    right: 'read',
    summary: 'Answers a delete-from-resources job.',
    since: '2022-10-01-preview',
    previewOnly: true,
    answersJob: true,
    responses: jobState,
    notServed: 'not-implemented',
  },
} as const satisfies Endpoints;
