import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { onDeployment } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';
import { V1Issue } from './v1-error.ts';

const InputDocument = closed(
  {
    id: Type.Optional(Type.String({ description: 'Comes back with the answer. Left out: the position, from `0`.' })),
    text: Type.String(),
    language: Type.Optional(Type.String()),
  },
  { title: 'InputDocument' },
);

/** Several documents, or the short form for one text. The answer has the same shape for both. */
export const ClassifyRequest = closed(
  {
    documents: Type.Optional(Type.Array(InputDocument, { description: 'At most 25 a request.' })),
    text: Type.Optional(Type.String({ description: 'Short form: one text instead of `documents`.' })),
    language: Type.Optional(Type.String({ description: 'Short form: the language of `text`.' })),
    top: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 200,
        description: 'How many of the best classes `scores` has. Left out: all.',
      }),
    ),
    explain: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Answer also which words count for and against each predicted class.',
      }),
    ),
    offsets: Type.Optional(
      Type.Enum(['utf16', 'codePoint', 'grapheme'], {
        default: 'utf16',
        description: 'The unit of `start` and `end` of explained words.',
      }),
    ),
    similar: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 20,
        default: 0,
        description:
          'How many similar labelled documents of the project to answer for each text. Only documents that did not change since the training are compared. Needs a key that may read.',
      }),
    ),
  },
  { title: 'ClassifyRequest' },
);
export type ClassifyRequest = Static<typeof ClassifyRequest>;

/** A class with its score. */
export const ClassScore = closed(
  { class: Type.String(), score: Type.Number({ minimum: 0, maximum: 1, description: 'Calibrated probability.' }) },
  { title: 'ClassScore' },
);

const RankedClass = closed(
  {
    ...ClassScore.properties,
    threshold: Type.Union([Type.Number(), Type.Null()], {
      description: 'The score from which the class is answered. Null: any score.',
    }),
  },
  { title: 'RankedClass' },
);

const Explanation = closed(
  {
    class: Type.String(),
    against: Type.Union([Type.String(), Type.Null()], {
      description: 'The class that it is compared with: the second best of a single-label answer. Null: none.',
    }),
    margin: Type.Number({
      description:
        'Raw score of the class minus that of the other, before calibration. It is the sum of `baseline`, the contributions of all words, and `otherWords`.',
    }),
    baseline: Type.Number({ description: 'The part of the margin that comes from no word.' }),
    words: Type.Array(
      closed(
        {
          start: Type.Integer({ minimum: 0 }),
          end: Type.Integer({ minimum: 0 }),
          text: Type.String(),
          contribution: Type.Number({ description: 'Positive: the word counts for the class.' }),
        },
        { title: 'ExplainedWord' },
      ),
      { description: 'The words that count most, at most 200, in the order of the text.' },
    ),
    otherWords: Type.Number({ description: 'Sum of the words that are not listed.' }),
  },
  { title: 'Explanation' },
);

const SimilarDocument = closed(
  {
    name: Type.String(),
    excerpt: Type.String({ description: 'Its first 300 characters.' }),
    labels: Type.Array(Type.String()),
    similarity: Type.Number({ description: "Cosine in the model's feature space, at most 1." }),
  },
  { title: 'SimilarDocument' },
);

const ClassifiedDocument = closed(
  {
    id: Type.String(),
    predicted: Type.Array(ClassScore, {
      description: 'Best first. Single-label: exactly one; `None` when `abstained` is true.',
    }),
    scores: Type.Array(RankedClass, { description: 'Every class, or the best `top`, best first.' }),
    abstained: Type.Boolean({ description: 'True when no class is certain enough to be answered.' }),
    warnings: Type.Array(V1Issue),
    explanations: Type.Optional(
      Type.Array(Explanation, {
        description: 'One for each predicted class; when there is none, one for the best class.',
      }),
    ),
    similar: Type.Optional(Type.Array(SimilarDocument, { description: 'Most similar first.' })),
  },
  { title: 'ClassifiedDocument' },
);

const RefusedDocument = closed({ id: Type.String(), error: V1Issue }, { title: 'RefusedDocument' });

export const ClassifyResponse = closed(
  {
    model: Type.String(),
    kind: Type.Enum(['single', 'multi']),
    confidenceThreshold: Type.Union([Type.Number(), Type.Null()], {
      description: 'A best class below it is answered as `None`. Null: there is no such rule.',
    }),
    outOfScope: Type.Union([Type.Number(), Type.Null()], {
      description: 'The share of in-scope texts that the out-of-scope decision still answers. Null: off.',
    }),
    documents: Type.Array(Type.Union([ClassifiedDocument, RefusedDocument]), {
      description: 'In the order of the request. A bad document does not stop the others.',
    }),
  },
  { title: 'ClassifyResponse' },
);
export type ClassifyResponse = Static<typeof ClassifyResponse>;

/** Classification of up to 25 texts. */
export const classifyEndpoints = {
  classify: {
    id: 'classify',
    tag: 'Deployments',
    right: 'predict',
    method: 'POST',
    path: '/projects/{project}/deployments/{deployment}:classify',
    summary: 'Classify texts at once',
    description:
      'Send `text` for one text or `documents` for up to 25. Answers for each the predicted classes and the scores; on request also the words that count for a class, and similar labelled documents. A document that cannot be classified (empty, an unknown language) gets an error in its place and does not stop the others. Refuses too many documents, texts that are too long together, and an id that comes twice (400).',
    params: onDeployment,
    body: ClassifyRequest,
    responses: { 200: ClassifyResponse },
  },
} as const satisfies Record<string, V1Endpoint>;
