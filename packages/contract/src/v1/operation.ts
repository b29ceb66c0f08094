import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { instant, operationPath, optionalInstant, projectPath, waitQuery } from './names.ts';
import { page, pagingQuery } from './paging.ts';
import type { V1Endpoint } from './v1-endpoint.ts';
import { V1Issue } from './v1-error.ts';

const operationKindNames = [
  'import',
  'import-rows',
  'train',
  'deploy',
  'change-deployment',
  'delete-deployment',
  'swap-deployments',
  'delete-project',
  'export',
] as const;

const status = Type.Enum(['notStarted', 'running', 'succeeded', 'failed', 'cancelling', 'cancelled']);
const anyObject = Type.Record(Type.String(), Type.Unknown());

/** Members of everything that takes longer than a request. */
export const operationMembers = {
  id: Type.String({ format: 'uuid' }),
  kind: Type.Enum(operationKindNames),
  project: Type.String(),
  subject: Type.Union([Type.String(), Type.Null()], { description: 'The model or deployment that it concerns.' }),
  actor: Type.String({ description: 'Who asked for it.' }),
  status,
  result: Type.Union([anyObject, Type.Null()], { description: 'The result; its members depend on the kind.' }),
  errors: Type.Array(V1Issue),
  warnings: Type.Array(V1Issue),
  createdAt: instant,
  updatedAt: instant,
  startedAt: optionalInstant,
  finishedAt: optionalInstant,
  expiresAt: instant,
};

export const OperationView = closed(
  {
    ...operationMembers,
    progress: Type.Union([anyObject, Type.Null()], {
      description: 'How far it is while it runs; the members depend on the kind.',
    }),
  },
  { title: 'Operation' },
);
export type OperationView = Static<typeof OperationView>;

const ofKind = pagingQuery({
  kind: Type.Optional(
    Type.Enum(operationKindNames, { description: 'Only operations of this kind; left out: of every kind.' }),
  ),
});

/** Operations of every kind. */
export const operationEndpoints = {
  listOperations: {
    id: 'listOperations',
    tag: 'Operations',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/operations',
    summary: 'List operations, newest first',
    description: 'Answers the operations of the last seven days, page by page. With `kind`, only those of that kind.',
    params: Type.Object(projectPath),
    query: ofKind,
    responses: { 200: page(OperationView, 'OperationPage') },
  },
  getOperation: {
    id: 'getOperation',
    tag: 'Operations',
    right: 'read',
    method: 'GET',
    path: '/operations/{operation}',
    summary: 'Get an operation, or wait for its end',
    description:
      'Answers its status, its progress and its result. With `wait`, the server answers when the operation has ended, or after that many seconds. The key needs the right to read the project of the operation. 404 after seven days.',
    params: Type.Object(operationPath),
    query: waitQuery,
    responses: { 200: OperationView },
  },
  getOperationFile: {
    id: 'getOperationFile',
    tag: 'Operations',
    right: 'read',
    method: 'GET',
    path: '/operations/{operation}/file',
    summary: 'Download the file that an operation has made',
    description:
      'The bytes of the file of an export, with its name in `content-disposition`, as long as the operation is kept. Needs the right to read the project it is about. 409 until the operation has succeeded, 404 for operations that make no file.',
    params: Type.Object(operationPath),
    answersFile: ['application/json', 'application/x-ndjson', 'text/csv'],
    responses: { 200: null },
  },
} as const satisfies Record<string, V1Endpoint>;
