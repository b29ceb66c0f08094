import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { onDeployment } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';
import { V1Issue } from './v1-error.ts';

const InputDocument = closed(
  {
    id: Type.Optional(Type.String({ description: 'Echoed. Left out: the position, from `0`.' })),
    text: Type.String(),
    language: Type.Optional(Type.String()),
  },
  { title: 'InputDocument' },
);

/** Several documents, or the short form for one text. Both are answered alike. */
export const ClassifyRequest = closed(
  {
    documents: Type.Optional(Type.Array(InputDocument, { description: 'At most 25 a request.' })),
    text: Type.Optional(Type.String({ description: 'Short form: one text instead of `documents`.' })),
    language: Type.Optional(Type.String({ description: 'Short form: the language of `text`.' })),
    top: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 200,
        description: 'So many of the best classes in `scores`; left out: all.',
      }),
    ),
    explain: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'Also answer which words speak for and against each predicted class.',
      }),
    ),
    offsets: Type.Optional(
      Type.Enum(['utf16', 'codePoint', 'grapheme'], {
        default: 'utf16',
        description: 'What `start` and `end` of explaining words count.',
      }),
    ),
    similar: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 20,
        default: 0,
        description:
          'So many labelled documents of the project that resemble each text, of those unchanged since the training. Needs a key that may read.',
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
      description: 'The score from which the class is answered; null: any.',
    }),
  },
  { title: 'RankedClass' },
);

const Explanation = closed(
  {
    class: Type.String(),
    against: Type.Union([Type.String(), Type.Null()], {
      description: 'The class it is held against: the runner-up of a single-label answer; null: none.',
    }),
    margin: Type.Number({
      description:
        'Raw score (before calibration) of the class minus that of the other: `baseline`, all words and `otherWords` added up.',
    }),
    baseline: Type.Number({ description: 'What no word accounts for.' }),
    words: Type.Array(
      closed(
        {
          start: Type.Integer({ minimum: 0 }),
          end: Type.Integer({ minimum: 0 }),
          text: Type.String(),
          contribution: Type.Number({ description: 'Positive speaks for the class.' }),
        },
        { title: 'ExplainedWord' },
      ),
      { description: 'The words that weigh most, at most 200, in text order.' },
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
    predicted: Type.Array(ClassScore, { description: 'Best first. Single-label: exactly one, `None` when abstained.' }),
    scores: Type.Array(RankedClass, { description: 'Every class, or the best `top`, best first.' }),
    abstained: Type.Boolean({ description: 'True when no class was sure enough.' }),
    warnings: Type.Array(V1Issue),
    explanations: Type.Optional(
      Type.Array(Explanation, { description: 'Of the predicted classes; of the best when none is.' }),
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
      description: 'Below it there is no answer; null: no such rule.',
    }),
    outOfScope: Type.Union([Type.Number(), Type.Null()], {
      description: 'Share of in-scope texts that the out-of-scope decision keeps; null: no such decision.',
    }),
    documents: Type.Array(Type.Union([ClassifiedDocument, RefusedDocument]), {
      description: 'In the order of the request; a bad document does not spoil its neighbours.',
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
      'Send `text` for one, `documents` for up to 25. Answers for each what is predicted, the scores, and on request the words that speak for it and similar labelled documents. A document that cannot be judged (empty, an unknown language) gets an error in its place and does not stop the others. Refuses too many documents, texts that are too long together, and ids used twice (400).',
    params: onDeployment,
    body: ClassifyRequest,
    responses: { 200: ClassifyResponse },
  },
} as const satisfies Record<string, V1Endpoint>;
