import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { instant, optionalInstant } from './names.ts';
import { V1Issue } from './v1-error.ts';

export const operationKindNames = [
  'import',
  'import-rows',
  'train',
  'deploy',
  'change-deployment',
  'delete-deployment',
  'swap-deployments',
  'delete-project',
] as const;

const status = Type.Enum(['notStarted', 'running', 'succeeded', 'failed', 'cancelling', 'cancelled']);
const anyObject = Type.Record(Type.String(), Type.Unknown());

/** Members of everything that takes longer than a request. */
export const operationMembers = {
  id: Type.String({ format: 'uuid' }),
  kind: Type.Enum(operationKindNames),
  project: Type.String(),
  subject: Type.Union([Type.String(), Type.Null()], { description: 'The model or deployment it is about.' }),
  actor: Type.String({ description: 'Who asked for it.' }),
  status,
  result: Type.Union([anyObject, Type.Null()], { description: 'What came of it, by kind.' }),
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
    progress: Type.Union([anyObject, Type.Null()], { description: 'Where it stands while it runs, by kind.' }),
  },
  { title: 'Operation' },
);
export type OperationView = Static<typeof OperationView>;
