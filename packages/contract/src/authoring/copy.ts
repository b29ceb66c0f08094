import type { Endpoints } from '../common/endpoint.ts';
import { accepted, jobState, leftOpen } from './responses.ts';

/** Copies of a project to another server. */
export const copyEndpoints = {
  CopyProjectAuthorization: {
    id: 'CopyProjectAuthorization',
    method: 'POST',
    path: '/{projectName}/:authorize-copy',
    right: 'write',
    summary: 'Allows a copy into this server.',
    since: '2023-04-15-preview',
    previewOnly: true,
    responses: leftOpen,
    notServed: 'not-implemented',
  },
  CopyProject: {
    id: 'CopyProject',
    method: 'POST',
    path: '/{projectName}/:copy',
    right: 'write',
    summary: 'Copies a project to another server.',
    since: '2023-04-15-preview',
    previewOnly: true,
    job: '/{projectName}/copy/jobs/{jobId}',
    responses: accepted,
    notServed: 'not-implemented',
  },
  GetCopyProjectStatus: {
    id: 'GetCopyProjectStatus',
    method: 'GET',
    path: '/{projectName}/copy/jobs/{jobId}',
    right: 'read',
    summary: 'Answers a copy job.',
    since: '2023-04-15-preview',
    previewOnly: true,
    answersJob: true,
    responses: jobState,
    notServed: 'not-implemented',
  },
} as const satisfies Endpoints;
