import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { authoringProjectKinds } from './project.ts';

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
