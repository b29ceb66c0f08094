import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, instant } from './names.ts';

const dataset = Type.Enum(['train', 'test']);
const language = Type.String({ minLength: 2, maxLength: 35 });

export const DocumentPut = closed(
  {
    text: Type.String({ minLength: 1 }),
    language: Type.Optional(language),
    dataset: Type.Optional(dataset),
    labels: Type.Optional(Type.Array(className, { maxItems: 200, description: 'Unknown classes are created.' })),
  },
  { title: 'DocumentPut' },
);
export type DocumentPut = Static<typeof DocumentPut>;

export const LabelsPut = closed(
  {
    labels: Type.Array(className, { maxItems: 200, description: 'All labels the document shall have.' }),
    dataset: Type.Optional(dataset),
  },
  { title: 'LabelsPut' },
);
export type LabelsPut = Static<typeof LabelsPut>;

export const DocumentView = closed(
  {
    name: Type.String(),
    text: Type.String(),
    language: Type.Union([Type.String(), Type.Null()], { description: "Null: the project's." }),
    dataset: Type.Union([dataset, Type.Null()], { description: 'Null counts as train when labelled.' }),
    labels: Type.Array(closed({ class: className, actor: Type.String(), labeledAt: instant }, { title: 'Label' })),
    modifiedAt: instant,
  },
  { title: 'Document' },
);
export type DocumentView = Static<typeof DocumentView>;

export const documentFilters = {
  class: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Only documents with this label.' })),
  dataset: Type.Optional(dataset),
  labelled: Type.Optional(Type.Boolean({ description: 'Only documents with (true) or without (false) labels.' })),
};
