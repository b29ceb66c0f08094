import { Type } from 'typebox';
import type { AuthoringOperation } from './authoring-operation.ts';
import { SupportedLanguage, TrainingConfigVersion } from './catalogue.ts';
import { AuthoringJob } from './job-state.ts';
import { authoringList, authoringPagingQuery } from './paging.ts';
import { AuthoringProject, ProjectPatch } from './project.ts';

const paging = Type.Object(authoringPagingQuery);
const kindQuery = Type.Object({ ...authoringPagingQuery, projectKind: Type.Optional(Type.String()) });
const accepted = { 202: null };
const jobState = { 200: AuthoringJob };

/** Projects, their data, and the two catalogues. */
export const dataOperations = [
  {
    id: 'ListProjects',
    method: 'GET',
    path: '',
    summary: 'Lists the projects.',
    since: '2022-05-01',
    longRunning: false,
    query: paging,
    responses: { 200: authoringList(AuthoringProject) },
  },
  {
    id: 'CreateProject',
    method: 'PATCH',
    path: '/{projectName}',
    summary: 'Creates a project or changes it by a merge patch.',
    since: '2022-05-01',
    longRunning: false,
    body: ProjectPatch,
    responses: { 200: AuthoringProject, 201: AuthoringProject },
  },
  {
    id: 'GetProject',
    method: 'GET',
    path: '/{projectName}',
    summary: 'Answers a project.',
    since: '2022-05-01',
    longRunning: false,
    responses: { 200: AuthoringProject },
  },
  {
    id: 'DeleteProject',
    method: 'DELETE',
    path: '/{projectName}',
    summary: 'Deletes a project and everything in it.',
    since: '2022-05-01',
    longRunning: true,
    job: '/global/deletion-jobs/{jobId}',
    responses: accepted,
  },
  {
    id: 'GetProjectDeletionStatus',
    method: 'GET',
    path: '/global/deletion-jobs/{jobId}',
    summary: 'Answers the job that deletes a project.',
    since: '2022-05-01',
    longRunning: false,
    responses: jobState,
  },
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
    id: 'GetSupportedLanguages',
    method: 'GET',
    path: '/global/languages',
    summary: 'Lists the language codes.',
    since: '2022-05-01',
    longRunning: false,
    query: kindQuery,
    responses: { 200: authoringList(SupportedLanguage) },
  },
  {
    id: 'ListTrainingConfigVersions',
    method: 'GET',
    path: '/global/training-config-versions',
    summary: 'Lists the training configurations.',
    since: '2022-05-01',
    longRunning: false,
    query: kindQuery,
    responses: { 200: authoringList(TrainingConfigVersion) },
  },
] as const satisfies readonly AuthoringOperation[];
