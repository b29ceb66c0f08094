import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { instant, optionalInstant, resourceName } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const role = Type.Enum(['owner', 'writer', 'reader', 'predict-only'], {
  description:
    '`owner`: everything; `writer`: not deploy, delete or keys; `reader`: look and classify; `predict-only`: only classify.',
});
const projects = Type.Union([Type.Array(Type.String()), Type.Null()], { description: 'Null: all projects.' });

export const MeView = closed(
  { name: Type.String({ description: 'As it stands in labels and operations: `key:<name>`.' }), role, projects },
  { title: 'Me' },
);
export type MeView = Static<typeof MeView>;

export const KeyCreate = closed(
  {
    name: resourceName('The name of the key, unique among those not revoked.'),
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
  { ...keyMembers, secret: Type.String({ description: 'Shown this once; only its hash is kept.' }) },
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
    description: 'Answers the name of the key, its role, and the projects it is for.',
    responses: { 200: MeView },
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
  },
} as const satisfies Record<string, V1Endpoint>;
