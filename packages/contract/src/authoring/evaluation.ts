import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { Endpoints } from '../common/endpoint.ts';
import { modelPath } from './model.ts';
import { authoringList, authoringPagingQuery } from './paging.ts';
import { authoringProjectKinds } from './project.ts';
import { accepted, jobState } from './responses.ts';

const AuthoringClassEvaluation = closed({
  f1: Type.Number(),
  precision: Type.Number(),
  recall: Type.Number(),
  truePositiveCount: Type.Integer(),
  trueNegativeCount: Type.Integer(),
  falsePositiveCount: Type.Integer(),
  falseNegativeCount: Type.Integer(),
});

const metrics = {
  classes: Type.Record(Type.String(), AuthoringClassEvaluation),
  microF1: Type.Number(),
  microPrecision: Type.Number(),
  microRecall: Type.Number(),
  macroF1: Type.Number(),
  macroPrecision: Type.Number(),
  macroRecall: Type.Number(),
};

/** `normalizedValue` is the percentage (0…100) of the labelled class's documents, `rawValue` their number. */
const cell = closed({ normalizedValue: Type.Number({ minimum: 0, maximum: 100 }), rawValue: Type.Number() });

const evaluationOptions = closed({
  kind: Type.Enum(['percentage', 'manual']),
  trainingSplitPercentage: Type.Optional(Type.Integer()),
  testingSplitPercentage: Type.Optional(Type.Integer()),
});

/** Outer keys of the confusion matrix are labelled classes, inner ones predicted; cells that are zero are left out. */
export const AuthoringEvaluationSummary = closed({
  projectKind: Type.Enum(authoringProjectKinds),
  customSingleLabelClassificationEvaluation: Type.Optional(
    closed({ confusionMatrix: Type.Record(Type.String(), Type.Record(Type.String(), cell)), ...metrics }),
  ),
  customMultiLabelClassificationEvaluation: Type.Optional(closed(metrics)),
  evaluationOptions,
});
export type AuthoringEvaluationSummary = Static<typeof AuthoringEvaluationSummary>;
export type AuthoringClassEvaluation = Static<typeof AuthoringClassEvaluation>;

export const AuthoringDocumentEvaluation = closed({
  location: Type.String(),
  language: Type.String(),
  projectKind: Type.Enum(authoringProjectKinds),
  customSingleLabelClassificationResult: Type.Optional(
    closed({ expectedClass: Type.String(), predictedClass: Type.String() }),
  ),
  customMultiLabelClassificationResult: Type.Optional(
    closed({ expectedClasses: Type.Array(Type.String()), predictedClasses: Type.Array(Type.String()) }),
  ),
});
export type AuthoringDocumentEvaluation = Static<typeof AuthoringDocumentEvaluation>;

const resultQuery = Type.Object({ ...authoringPagingQuery, stringIndexType: Type.Enum(['Utf16CodeUnit']) });

/** Evaluations of models. */
export const evaluationEndpoints = {
  GetModelEvaluationSummary: {
    id: 'GetModelEvaluationSummary',
    method: 'GET',
    path: `${modelPath}/evaluation/summary-result`,
    right: 'read',
    summary: 'Answers the metrics of a model.',
    since: '2022-05-01',
    responses: { 200: AuthoringEvaluationSummary },
  },
  GetModelEvaluationResults: {
    id: 'GetModelEvaluationResults',
    method: 'GET',
    path: `${modelPath}/evaluation/result`,
    right: 'read',
    summary: 'Lists the predictions for the test documents.',
    since: '2022-05-01',
    query: resultQuery,
    responses: { 200: authoringList(AuthoringDocumentEvaluation) },
  },
  EvaluateModel: {
    id: 'EvaluateModel',
    method: 'POST',
    path: `${modelPath}/:evaluate`,
    right: 'write',
    summary: 'Evaluates a model again.',
    since: '2023-04-15-preview',
    previewOnly: true,
    job: `${modelPath}/evaluate/jobs/{jobId}`,
    responses: accepted,
    notServed: 'not-implemented',
  },
  GetEvaluationStatus: {
    id: 'GetEvaluationStatus',
    method: 'GET',
    path: `${modelPath}/evaluate/jobs/{jobId}`,
    right: 'read',
    summary: 'Answers an evaluation job.',
    since: '2023-04-15-preview',
    previewOnly: true,
    answersJob: true,
    responses: jobState,
    notServed: 'not-implemented',
  },
} as const satisfies Endpoints;
