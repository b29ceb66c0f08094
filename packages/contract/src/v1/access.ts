import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { instant, optionalInstant, resourceName } from './names.ts';

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

export const KeyList = closed({ items: Type.Array(KeyView) }, { title: 'KeyList' });
