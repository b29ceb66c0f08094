import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { Endpoints } from '../common/endpoint.ts';
import { authoringList, listQuery } from './paging.ts';
import { accepted, jobState } from './responses.ts';

export const AuthoringModel = closed({
  label: Type.String(),
  modelId: Type.String(),
  lastTrainedDateTime: Type.String(),
  lastTrainingDurationInSeconds: Type.Integer(),
  modelExpirationDate: Type.String(),
  modelTrainingConfigVersion: Type.String(),
  /** Absent before 2022-10-01-preview. */
  hasSnapshot: Type.Optional(Type.Boolean()),
});
export type AuthoringModel = Static<typeof AuthoringModel>;

/** Where a model is. */
export const modelPath = '/{projectName}/models/{trainedModelLabel}';

/** Models and their snapshots. */
export const modelEndpoints = {
  ListTrainedModels: {
    id: 'ListTrainedModels',
    method: 'GET',
    path: '/{projectName}/models',
    right: 'read',
    summary: 'Lists the models of a project.',
    since: '2022-05-01',
    query: listQuery,
    responses: { 200: authoringList(AuthoringModel) },
  },
  GetTrainedModel: {
    id: 'GetTrainedModel',
    method: 'GET',
    path: modelPath,
    right: 'read',
    summary: 'Answers a model.',
    since: '2022-05-01',
    responses: { 200: AuthoringModel },
  },
  DeleteTrainedModel: {
    id: 'DeleteTrainedModel',
    method: 'DELETE',
    path: modelPath,
    right: 'own',
    summary: 'Deletes a model that no deployment uses.',
    since: '2022-05-01',
    responses: { 204: null },
  },
  LoadSnapshot: {
    id: 'LoadSnapshot',
    method: 'POST',
    path: `${modelPath}/:load-snapshot`,
    right: 'write',
    summary: 'Replaces the data of the project by those of the model.',
    since: '2022-10-01-preview',
    job: `${modelPath}/load-snapshot/jobs/{jobId}`,
    responses: accepted,
    notServed: 'not-implemented',
  },
  GetLoadSnapshotStatus: {
    id: 'GetLoadSnapshotStatus',
    method: 'GET',
    path: `${modelPath}/load-snapshot/jobs/{jobId}`,
    right: 'read',
    summary: 'Answers a load-snapshot job.',
    since: '2022-10-01-preview',
    answersJob: true,
    responses: jobState,
    notServed: 'not-implemented',
  },
} as const satisfies Endpoints;
