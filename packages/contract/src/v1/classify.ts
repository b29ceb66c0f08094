import { type Static, Type } from 'typebox';
import { V1Issue } from './v1-error.ts';

const inputDocument = Type.Object(
  {
    id: Type.Optional(Type.String({ description: 'Echoed. Left out: the position, from `0`.' })),
    text: Type.String(),
    language: Type.Optional(Type.String()),
  },
  { additionalProperties: false, title: 'InputDocument' },
);

/** Several documents, or the short form for one text. Both are answered alike. */
export const ClassifyRequest = Type.Object(
  {
    documents: Type.Optional(Type.Array(inputDocument, { description: 'At most 25 a request.' })),
    text: Type.Optional(Type.String({ description: 'Short form: one text instead of `documents`.' })),
    language: Type.Optional(Type.String({ description: 'Short form: the language of `text`.' })),
  },
  { additionalProperties: false, title: 'ClassifyRequest' },
);
export type ClassifyRequest = Static<typeof ClassifyRequest>;

/** A class with its score. */
export const classScore = Type.Object(
  { class: Type.String(), score: Type.Number({ minimum: 0, maximum: 1, description: 'Calibrated probability.' }) },
  { additionalProperties: false, title: 'ClassScore' },
);

const ClassifiedDocument = Type.Object(
  {
    id: Type.String(),
    predicted: Type.Array(classScore, { description: 'Best first. Single-label: exactly one, `None` when abstained.' }),
    scores: Type.Array(classScore, { description: 'Every class, best first.' }),
    abstained: Type.Boolean({ description: 'True when no class was sure enough.' }),
    warnings: Type.Array(V1Issue),
  },
  { additionalProperties: false, title: 'ClassifiedDocument' },
);

const RefusedDocument = Type.Object(
  { id: Type.String(), error: V1Issue },
  { additionalProperties: false, title: 'RefusedDocument' },
);

export const ClassifyResponse = Type.Object(
  {
    model: Type.String(),
    kind: Type.Enum(['single', 'multi']),
    documents: Type.Array(Type.Union([ClassifiedDocument, RefusedDocument]), {
      description: 'In the order of the request; a bad document does not spoil its neighbours.',
    }),
  },
  { additionalProperties: false, title: 'ClassifyResponse' },
);
export type ClassifyResponse = Static<typeof ClassifyResponse>;
