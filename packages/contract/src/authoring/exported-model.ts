import type { AuthoringOperation } from './authoring-operation.ts';
import { accepted, jobState, leftOpen } from './responses.ts';

const exportedModelPath = '/{projectName}/exported-models/{exportedModelName}';

/** Exported models. */
export const exportedModelEndpoints = [
  {
    id: 'ListExportedModels',
    method: 'GET',
    path: '/{projectName}/exported-models',
    summary: 'Lists the exported models.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: false,
    responses: leftOpen,
  },
  {
    id: 'GetExportedModel',
    method: 'GET',
    path: exportedModelPath,
    summary: 'Answers an exported model.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: false,
    responses: leftOpen,
  },
  {
    id: 'CreateOrUpdateExportedModel',
    method: 'PUT',
    path: exportedModelPath,
    summary: 'Exports a model.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: true,
    job: `${exportedModelPath}/jobs/{jobId}`,
    responses: accepted,
  },
  {
    id: 'DeleteExportedModel',
    method: 'DELETE',
    path: exportedModelPath,
    summary: 'Deletes an exported model.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: true,
    job: `${exportedModelPath}/jobs/{jobId}`,
    responses: accepted,
  },
  {
    id: 'GetExportedModelJobStatus',
    method: 'GET',
    path: `${exportedModelPath}/jobs/{jobId}`,
    summary: 'Answers the job of an exported model.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: false,
    responses: jobState,
  },
  {
    id: 'GetExportedModelManifest',
    method: 'GET',
    path: `${exportedModelPath}/manifest`,
    summary: 'Lists the files of an exported model.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: false,
    responses: leftOpen,
  },
] as const satisfies readonly AuthoringOperation[];
