import type { AuthoringOperation } from './authoring-operation.ts';
import { accepted, jobState, leftOpen } from './responses.ts';

/** Copies of a project to another server. */
export const copyEndpoints = [
  {
    id: 'CopyProjectAuthorization',
    method: 'POST',
    path: '/{projectName}/:authorize-copy',
    summary: 'Allows a copy into this server.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: false,
    responses: leftOpen,
  },
  {
    id: 'CopyProject',
    method: 'POST',
    path: '/{projectName}/:copy',
    summary: 'Copies a project to another server.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: true,
    job: '/{projectName}/copy/jobs/{jobId}',
    responses: accepted,
  },
  {
    id: 'GetCopyProjectStatus',
    method: 'GET',
    path: '/{projectName}/copy/jobs/{jobId}',
    summary: 'Answers a copy job.',
    since: '2023-04-15-preview',
    previewOnly: true,
    longRunning: false,
    responses: jobState,
  },
] as const satisfies readonly AuthoringOperation[];
