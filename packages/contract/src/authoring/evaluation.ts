import type { Static } from 'typebox';
import { Type } from 'typebox';
import { authoringProjectKinds } from './project.ts';

const classEvaluation = Type.Object(
  {
    f1: Type.Number(),
    precision: Type.Number(),
    recall: Type.Number(),
    truePositiveCount: Type.Integer(),
    trueNegativeCount: Type.Integer(),
    falsePositiveCount: Type.Integer(),
    falseNegativeCount: Type.Integer(),
  },
  { additionalProperties: false },
);

const metrics = {
  classes: Type.Record(Type.String(), classEvaluation),
  microF1: Type.Number(),
  microPrecision: Type.Number(),
  microRecall: Type.Number(),
  macroF1: Type.Number(),
  macroPrecision: Type.Number(),
  macroRecall: Type.Number(),
};

/** `normalizedValue` is the percentage (0…100) of the labelled class's documents, `rawValue` their number. */
const cell = Type.Object(
  { normalizedValue: Type.Number({ minimum: 0, maximum: 100 }), rawValue: Type.Number() },
  { additionalProperties: false },
);

const evaluationOptions = Type.Object(
  {
    kind: Type.Enum(['percentage', 'manual']),
    trainingSplitPercentage: Type.Optional(Type.Integer()),
    testingSplitPercentage: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);

/** Outer keys of the confusion matrix are labelled classes, inner ones predicted; cells that are zero are left out. */
export const evaluationSummarySchema = Type.Object(
  {
    projectKind: Type.Enum(authoringProjectKinds),
    customSingleLabelClassificationEvaluation: Type.Optional(
      Type.Object(
        { confusionMatrix: Type.Record(Type.String(), Type.Record(Type.String(), cell)), ...metrics },
        { additionalProperties: false },
      ),
    ),
    customMultiLabelClassificationEvaluation: Type.Optional(Type.Object(metrics, { additionalProperties: false })),
    evaluationOptions,
  },
  { additionalProperties: false },
);
export type AuthoringEvaluationSummary = Static<typeof evaluationSummarySchema>;
export type AuthoringClassEvaluation = Static<typeof classEvaluation>;

export const documentEvaluationSchema = Type.Object(
  {
    location: Type.String(),
    language: Type.String(),
    projectKind: Type.Enum(authoringProjectKinds),
    customSingleLabelClassificationResult: Type.Optional(
      Type.Object({ expectedClass: Type.String(), predictedClass: Type.String() }, { additionalProperties: false }),
    ),
    customMultiLabelClassificationResult: Type.Optional(
      Type.Object(
        { expectedClasses: Type.Array(Type.String()), predictedClasses: Type.Array(Type.String()) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type AuthoringDocumentEvaluation = Static<typeof documentEvaluationSchema>;
