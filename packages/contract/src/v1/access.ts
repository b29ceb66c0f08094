import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { instant, optionalInstant, resourceName } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const role = Type.Enum(['owner', 'writer', 'reader', 'predict-only'], {
  description:
    '`owner`: may do everything. `writer`: everything but deploy, delete projects, models and deployments, and manage keys. `reader`: may read and classify. `predict-only`: may only classify.',
});
const projects = Type.Union([Type.Array(Type.String()), Type.Null()], { description: 'Null: all projects.' });

export const MeView = closed(
  { name: Type.String({ description: '`key:<name>`, as labels and operations name their actor.' }), role, projects },
  { title: 'Me' },
);
export type MeView = Static<typeof MeView>;

export const KeyCreate = closed(
  {
    name: resourceName('The name of the key. No other key that is not revoked has it.'),
    role,
    projects: Type.Optional(Type.Array(resourceName('A project.'), { minItems: 1, maxItems: 500 })),
  },
  { title: 'KeyCreate' },
);
export type KeyCreate = Static<typeof KeyCreate>;

const keyMembers = { name: Type.String(), role, projects, createdAt: instant, lastUsedAt: optionalInstant };

export const KeyView = closed(keyMembers, { title: 'Key' });
export type KeyView = Static<typeof KeyView>;

export const NewKeyView = closed(
  { ...keyMembers, secret: Type.String({ description: 'Answered only this once: the server keeps only its hash.' }) },
  { title: 'NewKey' },
);
export type NewKeyView = Static<typeof NewKeyView>;

const KeyList = closed({ items: Type.Array(KeyView) }, { title: 'KeyList' });

/** The caller, and keys. */
export const accessEndpoints = {
  getMe: {
    id: 'getMe',
    tag: 'Access',
    right: 'predict',
    method: 'GET',
    path: '/me',
    summary: 'Who this key is',
    description: 'Answers the name of the key, its role, and the projects that it may reach.',
    responses: { 200: MeView },
  },
  listKeys: {
    id: 'listKeys',
    tag: 'Access',
    right: 'own',
    method: 'GET',
    path: '/keys',
    summary: 'List keys',
    description: 'Answers the keys that are not revoked: role, projects and last use, without their secrets.',
    responses: { 200: KeyList },
  },
  createKey: {
    id: 'createKey',
    tag: 'Access',
    right: 'own',
    method: 'POST',
    path: '/keys',
    summary: 'Create a key',
    description:
      'Answers the secret, only this once. Refuses a name that another key has (409), and a key for more projects than the key of the request may reach (403).',
    body: KeyCreate,
    responses: { 201: NewKeyView },
  },
  revokeKey: {
    id: 'revokeKey',
    tag: 'Access',
    right: 'own',
    method: 'DELETE',
    path: '/keys/{key}',
    summary: 'Revoke a key',
    description:
      'Requests with this key are refused from now on; other servers take at most ten seconds. Refuses to revoke the last key that may do everything (409), and a key that may reach more projects than the key of the request (403). 404 when there is no key of this name.',
    params: Type.Object({ key: resourceName('The key.') }),
    responses: { 204: null },
  },
} as const satisfies Record<string, V1Endpoint>;
