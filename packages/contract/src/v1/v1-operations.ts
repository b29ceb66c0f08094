import { Type } from 'typebox';
import { KeyCreate, KeyList, MeView, NewKeyView } from './access.ts';
import { modelOperations } from './model-operations.ts';
import { modelQualityOperations } from './model-quality-operations.ts';
import { operationPath, projectPath, resourceName, waitQuery } from './names.ts';
import { OperationView, operationKindNames } from './operation.ts';
import { page, pagingQuery } from './paging.ts';
import { projectOperations } from './project-operations.ts';
import type { V1Operation } from './v1-operation.ts';

const ofKind = pagingQuery({
  kind: Type.Optional(
    Type.Enum(operationKindNames, { description: 'Only operations of this kind; left out: of every kind.' }),
  ),
});

/** Operations of every kind, and who may do what. */
const accessOperations = {
  listOperations: {
    id: 'listOperations',
    tag: 'Operations',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/operations',
    summary: 'List operations, newest first',
    description: 'Those of the last seven days, page by page; of one kind when `kind` says which.',
    params: Type.Object(projectPath),
    query: ofKind,
    responses: { 200: page(OperationView, 'OperationPage') },
    longRunning: false,
  },
  getOperation: {
    id: 'getOperation',
    tag: 'Operations',
    right: 'read',
    method: 'GET',
    path: '/operations/{operation}',
    summary: 'Get an operation, or wait for its end',
    description:
      'Answers its status, where it stands, and what came of it. `wait` holds the answer until it has ended, or so many seconds. Needs the right to read the project it is about. 404 seven days later.',
    params: Type.Object(operationPath),
    query: waitQuery,
    responses: { 200: OperationView },
    longRunning: false,
  },
  getMe: {
    id: 'getMe',
    tag: 'Access',
    right: 'predict',
    method: 'GET',
    path: '/me',
    summary: 'Who this key is',
    description: 'Answers the name of the key, its role, and the projects it is for.',
    responses: { 200: MeView },
    longRunning: false,
  },
  listKeys: {
    id: 'listKeys',
    tag: 'Access',
    right: 'own',
    method: 'GET',
    path: '/keys',
    summary: 'List keys',
    description: 'Those not revoked, without their secrets: role, projects, when last used.',
    responses: { 200: KeyList },
    longRunning: false,
  },
  createKey: {
    id: 'createKey',
    tag: 'Access',
    right: 'own',
    method: 'POST',
    path: '/keys',
    summary: 'Create a key',
    description:
      'The secret is answered this once. Refuses a name that another key has (409), and a key for more projects than the asking one is for (403).',
    body: KeyCreate,
    responses: { 201: NewKeyView },
    longRunning: false,
  },
  revokeKey: {
    id: 'revokeKey',
    tag: 'Access',
    right: 'own',
    method: 'DELETE',
    path: '/keys/{key}',
    summary: 'Revoke a key',
    description:
      'Requests with it are refused from then on; other servers take ten seconds at most. Refuses the last key that may do everything (409), and one that reaches further than the asking one (403). 404 when there is none of this name.',
    params: Type.Object({ key: resourceName('The key.') }),
    responses: { 204: null },
    longRunning: false,
  },
} as const satisfies Record<string, V1Operation>;

/** Every operation of the `/v1` API, by id. */
export const v1Operations = {
  ...projectOperations,
  ...modelOperations,
  ...modelQualityOperations,
  ...accessOperations,
} as const;

export type V1Operations = typeof v1Operations;
export type V1OperationId = keyof V1Operations;
