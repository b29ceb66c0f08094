import { type Static, Type } from 'typebox';
import { instant, optionalInstant, resourceName } from './names.ts';

const role = Type.Enum(['owner', 'writer', 'reader', 'predict-only'], {
  description:
    '`owner`: everything; `writer`: not deploy, delete or keys; `reader`: look and classify; `predict-only`: only classify.',
});
const projects = Type.Union([Type.Array(Type.String()), Type.Null()], { description: 'Null: all projects.' });

export const MeView = Type.Object(
  { name: Type.String({ description: 'As it stands in labels and operations: `key:<name>`.' }), role, projects },
  { additionalProperties: false, title: 'Me' },
);
export type MeView = Static<typeof MeView>;

export const KeyCreate = Type.Object(
  {
    name: resourceName('The name of the key, unique among those not revoked.'),
    role,
    projects: Type.Optional(Type.Array(resourceName('A project.'), { minItems: 1, maxItems: 500 })),
  },
  { additionalProperties: false, title: 'KeyCreate' },
);
export type KeyCreate = Static<typeof KeyCreate>;

const keyMembers = { name: Type.String(), role, projects, createdAt: instant, lastUsedAt: optionalInstant };

export const KeyView = Type.Object(keyMembers, { additionalProperties: false, title: 'Key' });
export type KeyView = Static<typeof KeyView>;

export const NewKeyView = Type.Object(
  { ...keyMembers, secret: Type.String({ description: 'Shown this once; only its hash is kept.' }) },
  { additionalProperties: false, title: 'NewKey' },
);
export type NewKeyView = Static<typeof NewKeyView>;

export const KeyList = Type.Object({ items: Type.Array(KeyView) }, { additionalProperties: false, title: 'KeyList' });
