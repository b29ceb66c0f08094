import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { AuthoringOperation } from './authoring-operation.ts';
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
export const modelEndpoints = [
  {
    id: 'ListTrainedModels',
    method: 'GET',
    path: '/{projectName}/models',
    summary: 'Lists the models of a project.',
    since: '2022-05-01',
    longRunning: false,
    query: listQuery,
    responses: { 200: authoringList(AuthoringModel) },
  },
  {
    id: 'GetTrainedModel',
    method: 'GET',
    path: modelPath,
    summary: 'Answers a model.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringModel },
  },
  {
    id: 'DeleteTrainedModel',
    method: 'DELETE',
    path: modelPath,
    summary: 'Deletes a model that no deployment uses.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 204: null },
  },
  {
    id: 'LoadSnapshot',
    method: 'POST',
    path: `${modelPath}/:load-snapshot`,
    summary: 'Replaces the data of the project by those of the model.',
    since: '2022-10-01-preview',
    longRunning: true,
    job: `${modelPath}/load-snapshot/jobs/{jobId}`,
    responses: accepted,
  },
  {
    id: 'GetLoadSnapshotStatus',
    method: 'GET',
    path: `${modelPath}/load-snapshot/jobs/{jobId}`,
    summary: 'Answers a load-snapshot job.',
    since: '2022-10-01-preview',
    longRunning: false,
    responses: jobState,
  },
] as const satisfies readonly AuthoringOperation[];
