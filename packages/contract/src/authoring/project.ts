import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { Endpoints } from '../common/endpoint.ts';
import { authoringList, listQuery } from './paging.ts';
import { accepted, jobState } from './responses.ts';

/** The kinds that this server trains, as they are answered. In requests any letter case is understood. */
export const authoringProjectKinds = ['CustomSingleLabelClassification', 'CustomMultiLabelClassification'] as const;
export type AuthoringProjectKind = (typeof authoringProjectKinds)[number];

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]));

/**
 * Body of PATCH project, a merge patch: absent members stay as they are, null takes a member back to its default.
 * `multilingual` may be a string because the documentation's own example sends `"True"`.
 */
export const AuthoringProjectPatch = Type.Object({
  projectName: Type.Optional(Type.String()),
  language: Type.Optional(Type.String({ minLength: 1, maxLength: 35 })),
  projectKind: Type.Optional(Type.String()),
  storageInputContainerName: nullable(Type.String({ maxLength: 63 })),
  multilingual: nullable(Type.Union([Type.Boolean(), Type.String({ pattern: '^([Tt]rue|[Ff]alse)$' })])),
  description: nullable(Type.String({ maxLength: 4_096 })),
  settings: nullable(Type.Object({ confidenceThreshold: nullable(Type.Number({ minimum: 0, maximum: 1 })) })),
});
export type AuthoringProjectPatch = Static<typeof AuthoringProjectPatch>;

export const AuthoringProject = closed({
  createdDateTime: Type.String(),
  lastModifiedDateTime: Type.String(),
  lastTrainedDateTime: Type.Optional(Type.String()),
  lastDeployedDateTime: Type.Optional(Type.String()),
  projectKind: Type.Enum(authoringProjectKinds),
  storageInputContainerName: Type.String(),
  settings: Type.Optional(closed({ confidenceThreshold: Type.Number() })),
  projectName: Type.String(),
  multilingual: Type.Boolean(),
  description: Type.String(),
  language: Type.String(),
});
export type AuthoringProject = Static<typeof AuthoringProject>;

/** Projects. */
export const projectEndpoints = {
  ListProjects: {
    id: 'ListProjects',
    method: 'GET',
    path: '',
    right: 'read',
    summary: 'Lists the projects.',
    since: '2022-05-01',
    query: listQuery,
    responses: { 200: authoringList(AuthoringProject) },
  },
  CreateProject: {
    id: 'CreateProject',
    method: 'PATCH',
    path: '/{projectName}',
    right: 'write',
    summary: 'Creates a project or changes it by a merge patch.',
    since: '2022-05-01',
    body: AuthoringProjectPatch,
    responses: { 200: AuthoringProject, 201: AuthoringProject },
  },
  GetProject: {
    id: 'GetProject',
    method: 'GET',
    path: '/{projectName}',
    right: 'read',
    summary: 'Answers a project.',
    since: '2022-05-01',
    responses: { 200: AuthoringProject },
  },
  DeleteProject: {
    id: 'DeleteProject',
    method: 'DELETE',
    path: '/{projectName}',
    right: 'own',
    summary: 'Deletes a project and everything in it.',
    since: '2022-05-01',
    job: '/global/deletion-jobs/{jobId}',
    responses: accepted,
  },
  GetProjectDeletionStatus: {
    id: 'GetProjectDeletionStatus',
    method: 'GET',
    path: '/global/deletion-jobs/{jobId}',
    right: 'read',
    summary: 'Answers the job that deletes a project.',
    since: '2022-05-01',
    answersJob: true,
    responses: jobState,
  },
} as const satisfies Endpoints;
