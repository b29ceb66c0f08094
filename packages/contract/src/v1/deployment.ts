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
          'The settings of a deployment belong to its model. False: another model resets them, and a warning of the operation says so. True: the other model takes them over, thresholds by class name; warnings name the classes that it does not have.',
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
    confidenceThreshold: '0: there is no such rule. Null: as the project says.',
    outOfScope: '1: off. Null: as the project says.',
    atLeastOne: 'With a confidence threshold it is always false. Null: as the project says.',
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
            'Multi-label: the score from which each named class is answered. A class that is left out keeps its threshold. Null for a class removes its threshold. Null for the whole member removes all: the tuned thresholds of the model count.',
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
          description: 'Multi-label: the score from which each of these classes is answered.',
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
    description: 'Answers the deployments by name, each with its model and settings, page by page.',
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
    description:
      'Answers its model, since when it points at that model, and its settings. 404 when there is no deployment of this name.',
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
      'Creates the deployment when there is none of this name. The change is done when the server answers: later requests get the new model. Settings made for another model are reset, and warnings of the operation say so; with `keepSettings` they stay. Refuses a model that does not exist (404) and an eleventh deployment (400).',
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
      'Counts at once, for later requests of every API and for jobs that have not begun. A stream or job that runs ends with the settings it began with. The change is recorded as an operation of the kind `change-deployment`. The settings belong to the model: `:swap` moves them with it. Another model resets them unless `keepSettings` is true.',
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
    description:
      'The deployment is deleted when the server answers. The model stays. 404 when there is no deployment of this name.',
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
      'Both change at the same time, and the settings move with the models. The change is done when the server answers. 404 when one of the two does not exist.',
    params: inProject,
    body: SwapRequest,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
} as const satisfies Record<string, V1Endpoint>;
