import type { AuthoringOperation } from './authoring-operation.ts';
import { AuthoringExportJob } from './job-state.ts';
import { accepted, jobState, leftOpen } from './responses.ts';

/** Import and export of project files. */
export const projectFileEndpoints = [
  {
    id: 'Import',
    method: 'POST',
    path: '/{projectName}/:import',
    summary: 'Replaces the data of a project by a project file.',
    since: '2022-05-01',
    longRunning: true,
    job: '/{projectName}/import/jobs/{jobId}',
    streamed: true,
    responses: accepted,
  },
  {
    id: 'GetImportStatus',
    method: 'GET',
    path: '/{projectName}/import/jobs/{jobId}',
    summary: 'Answers an import job.',
    since: '2022-05-01',
    longRunning: false,
    responses: jobState,
  },
  {
    id: 'Export',
    method: 'POST',
    path: '/{projectName}/:export',
    summary: 'Writes the project file.',
    since: '2022-05-01',
    longRunning: true,
    job: '/{projectName}/export/jobs/{jobId}',
    responses: accepted,
  },
  {
    id: 'GetExportStatus',
    method: 'GET',
    path: '/{projectName}/export/jobs/{jobId}',
    summary: 'Answers an export job.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringExportJob },
  },
  {
    id: 'GetExportResult',
    method: 'GET',
    path: '/{projectName}/export/jobs/{jobId}/result',
    summary: 'Answers the exported project file.',
    since: '2022-05-01',
    longRunning: false,
    responses: leftOpen,
  },
] as const satisfies readonly AuthoringOperation[];
