import { type Static, Type } from 'typebox';
import { GuidanceView, MetricIntervalsView } from './model-quality.ts';
import { className, instant } from './names.ts';
import { countedPage } from './paging.ts';
import { EvaluationOptionsView } from './training.ts';

const kind = Type.Enum(['single', 'multi']);

export const ModelView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    kind,
    configVersion: Type.String(),
    seed: Type.Integer(),
    byteLength: Type.Integer(),
    snapshotDigest: Type.String({ description: 'Names the training data: same digest and seed, same model.' }),
    trainedAt: instant,
    trainingSeconds: Type.Number(),
  },
  { additionalProperties: false, title: 'Model' },
);
export type ModelView = Static<typeof ModelView>;

const ratios = { f1: Type.Number(), precision: Type.Number(), recall: Type.Number() };
const count = Type.Integer({ minimum: 0 });

export const EvaluationView = Type.Object(
  {
    kind,
    options: EvaluationOptionsView,
    microF1: Type.Number(),
    microPrecision: Type.Number(),
    microRecall: Type.Number(),
    macroF1: Type.Number(),
    macroPrecision: Type.Number(),
    macroRecall: Type.Number(),
    classes: Type.Array(
      Type.Object(
        {
          name: className,
          ...ratios,
          reading: Type.Enum(['good', 'under-represented', 'over-represented', 'poorly-handled'], {
            description: 'Precision and recall read together; each is high from 0.7 on.',
          }),
          truePositives: count,
          trueNegatives: count,
          falsePositives: count,
          falseNegatives: count,
        },
        { additionalProperties: false, title: 'ClassEvaluation' },
      ),
      { description: 'Only classes labelled or predicted in the test set.' },
    ),
    confusion: Type.Union(
      [
        Type.Array(
          Type.Object(
            { expected: className, predicted: className, documents: count },
            { additionalProperties: false, title: 'ConfusionCell' },
          ),
        ),
        Type.Null(),
      ],
      { description: 'Single-label only; cells that are zero are left out.' },
    ),
    intervals: Type.Union([MetricIntervalsView, Type.Null()], { description: 'Null: there were no test documents.' }),
    expectedCalibrationError: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
    guidance: Type.Array(GuidanceView),
    counts: Type.Object(
      {
        trained: count,
        tested: count,
        unlabelled: count,
        assignedToTestButSplitAutomatically: count,
        cutForFeatures: count,
      },
      { additionalProperties: false, title: 'EvaluationCounts' },
    ),
  },
  { additionalProperties: false, title: 'Evaluation' },
);
export type EvaluationView = Static<typeof EvaluationView>;

export const EvaluatedDocumentView = Type.Object(
  {
    name: Type.String(),
    language: Type.String(),
    expected: Type.Array(Type.String()),
    predicted: Type.Array(Type.String()),
    scores: Type.Array(Type.Number(), {
      description: 'Calibrated probabilities in the order of `classes` of the page.',
    }),
  },
  { additionalProperties: false, title: 'EvaluatedDocument' },
);
export type EvaluatedDocumentView = Static<typeof EvaluatedDocumentView>;

export const EvaluatedDocumentPage = Type.Object(
  {
    ...countedPage(EvaluatedDocumentView, 'EvaluatedDocumentPage').properties,
    classes: Type.Array(className, { description: 'All classes of the model: what `scores` are in the order of.' }),
  },
  { additionalProperties: false, title: 'EvaluatedDocumentPage' },
);
