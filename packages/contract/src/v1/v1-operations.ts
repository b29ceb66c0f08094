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
