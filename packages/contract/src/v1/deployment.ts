import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { answerSettings, orNull, share } from './answer-settings.ts';
import { inProject, instant, onDeployment, resourceName } from './names.ts';
import { OperationView } from './operation.ts';
import { page, pagingQuery } from './paging.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const DeployRequest = closed(
  {
    model: resourceName('The model that shall answer.'),
    keepSettings: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Settings belong to the model they were made for, and another model resets them (a warning of the operation says so). True: it takes them over, thresholds by class name; classes it has not are named by warnings.',
      }),
    ),
  },
  { title: 'DeployRequest' },
);

const SwapRequest = closed(
  { first: resourceName('A deployment.'), second: resourceName('The other deployment.') },
  { title: 'SwapRequest' },
);

const { confidenceThreshold, outOfScope, atLeastOne } = answerSettings(
  { minimum: 0.5, maximum: 1 },
  {
    confidenceThreshold: '0: no such rule; null: as the project says',
    outOfScope: '1: no such decision; null: as the project says',
    atLeastOne: 'never with a confidence threshold; null: as the project says',
  },
);

/** A change: what is left out stays. */
const DeploymentChange = closed(
  {
    settings: closed(
      {
        confidenceThreshold: Type.Optional(confidenceThreshold),
        outOfScope: Type.Optional(outOfScope),
        atLeastOne: Type.Optional(atLeastOne),
        thresholds: Type.Optional(
          orNull(
            Type.Record(Type.String(), Type.Union([Type.Number(share), Type.Null()])),
            'Multi-label: the score from which each named class is answered; classes left out stay, null takes one away; null for all of them: the tuned ones of the model.',
          ),
        ),
      },
      { title: 'DeploymentSettingsChange' },
    ),
  },
  { title: 'DeploymentChange' },
);

export const DeploymentView = closed(
  {
    name: Type.String(),
    model: Type.String(),
    modelId: Type.String({ format: 'uuid' }),
    modelTrainedAt: instant,
    settings: closed(
      {
        confidenceThreshold,
        outOfScope,
        atLeastOne,
        thresholds: Type.Record(Type.String(), Type.Number(), {
          description: 'Multi-label: from which score each of these classes is answered.',
        }),
      },
      { title: 'DeploymentSettings' },
    ),
    deployedAt: instant,
  },
  { title: 'Deployment' },
);
export type DeploymentView = Static<typeof DeploymentView>;

/** Deployments. */
export const deploymentEndpoints = {
  listDeployments: {
    id: 'listDeployments',
    tag: 'Deployments',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/deployments',
    summary: 'List deployments',
    description: 'By name, each with its model and settings, page by page.',
    params: inProject,
    query: pagingQuery({}),
    responses: { 200: page(DeploymentView, 'DeploymentPage') },
  },
  getDeployment: {
    id: 'getDeployment',
    tag: 'Deployments',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/deployments/{deployment}',
    summary: 'Get a deployment',
    description: 'Answers which model it points at, since when, and its settings; 404 when there is none of this name.',
    params: onDeployment,
    responses: { 200: DeploymentView },
  },
  deploy: {
    id: 'deploy',
    tag: 'Deployments',
    right: 'own',
    method: 'PUT',
    path: '/projects/{project}/deployments/{deployment}',
    summary: 'Point a deployment at a model',
    description:
      'Created when there is none of this name. Done when it is answered: requests from now on get the new model. Settings made for another model are reset, which the warnings of the operation say, unless `keepSettings` is true. Refuses a model that is not there (404) and an eleventh deployment (400).',
    params: onDeployment,
    body: DeployRequest,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
  changeDeployment: {
    id: 'changeDeployment',
    tag: 'Deployments',
    right: 'own',
    method: 'PATCH',
    path: '/projects/{project}/deployments/{deployment}',
    summary: 'Change when a deployment answers a class',
    description:
      'Counts at once for every door: for requests from now on, and for jobs that have not begun. A stream or job under way ends with the settings it began with. Recorded as an operation of the kind `change-deployment`. The settings belong to the model: `:swap` moves them along with it, pointing the deployment at another model resets them unless `keepSettings` is true.',
    params: onDeployment,
    body: DeploymentChange,
    responses: { 200: DeploymentView },
  },
  deleteDeployment: {
    id: 'deleteDeployment',
    tag: 'Deployments',
    right: 'own',
    method: 'DELETE',
    path: '/projects/{project}/deployments/{deployment}',
    summary: 'Delete a deployment',
    description: 'Done when it is answered; the model stays. 404 when there is none of this name.',
    params: onDeployment,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
  swapDeployments: {
    id: 'swapDeployments',
    tag: 'Deployments',
    right: 'own',
    method: 'POST',
    path: '/projects/{project}/deployments:swap',
    summary: 'Exchange the models of two deployments',
    description:
      'Both change in one moment, and the settings move along with the models. Done when it is answered; 404 when one of them is not there.',
    params: inProject,
    body: SwapRequest,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
} as const satisfies Record<string, V1Endpoint>;
