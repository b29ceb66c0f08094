import { anyMediaType, type Endpoints } from '../common/endpoint.ts';
import { AuthoringExportJob } from './job-state.ts';
import { accepted, jobState, leftOpen } from './responses.ts';

/** Import and export of project files. */
export const projectFileEndpoints = {
  Import: {
    id: 'Import',
    method: 'POST',
    path: '/{projectName}/:import',
    right: 'write',
    summary: 'Replaces the data of a project by a project file.',
    since: '2022-05-01',
    job: '/{projectName}/import/jobs/{jobId}',
    streams: [anyMediaType],
    bodyLimit: 256 * 1024 ** 2,
    responses: accepted,
  },
  GetImportStatus: {
    id: 'GetImportStatus',
    method: 'GET',
    path: '/{projectName}/import/jobs/{jobId}',
    right: 'read',
    summary: 'Answers an import job.',
    since: '2022-05-01',
    answersJob: true,
    responses: jobState,
  },
  Export: {
    id: 'Export',
    method: 'POST',
    path: '/{projectName}/:export',
    right: 'write',
    summary: 'Writes the project file.',
    since: '2022-05-01',
    job: '/{projectName}/export/jobs/{jobId}',
    responses: accepted,
    notServed: 'not-implemented',
  },
  GetExportStatus: {
    id: 'GetExportStatus',
    method: 'GET',
    path: '/{projectName}/export/jobs/{jobId}',
    right: 'read',
    summary: 'Answers an export job.',
    since: '2022-05-01',
    answersJob: true,
    responses: { 200: AuthoringExportJob },
    notServed: 'not-implemented',
  },
  GetExportResult: {
    id: 'GetExportResult',
    method: 'GET',
    path: '/{projectName}/export/jobs/{jobId}/result',
    right: 'read',
    summary: 'Answers the exported project file.',
    since: '2022-05-01',
    responses: leftOpen,
    notServed: 'not-implemented',
  },
} as const satisfies Endpoints;
