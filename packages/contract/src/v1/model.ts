import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { GuidanceView, MetricIntervalsView } from './model-quality.ts';
import { className, instant } from './names.ts';
import { countedPage } from './paging.ts';
import { EvaluationOptionsView } from './training.ts';

const kind = Type.Enum(['single', 'multi']);

export const ModelView = closed(
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
  { title: 'Model' },
);
export type ModelView = Static<typeof ModelView>;

const ratios = { f1: Type.Number(), precision: Type.Number(), recall: Type.Number() };
const count = Type.Integer({ minimum: 0 });

export const EvaluationView = closed(
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
      closed(
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
        { title: 'ClassEvaluation' },
      ),
      { description: 'Only classes labelled or predicted in the test set.' },
    ),
    confusion: Type.Union(
      [
        Type.Array(closed({ expected: className, predicted: className, documents: count }, { title: 'ConfusionCell' })),
        Type.Null(),
      ],
      { description: 'Single-label only; cells that are zero are left out.' },
    ),
    intervals: Type.Union([MetricIntervalsView, Type.Null()], { description: 'Null: there were no test documents.' }),
    expectedCalibrationError: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
    guidance: Type.Array(GuidanceView),
    counts: closed(
      {
        trained: count,
        tested: count,
        unlabelled: count,
        assignedToTestButSplitAutomatically: count,
        cutForFeatures: count,
      },
      { title: 'EvaluationCounts' },
    ),
  },
  { title: 'Evaluation' },
);
export type EvaluationView = Static<typeof EvaluationView>;

export const EvaluatedDocumentView = closed(
  {
    name: Type.String(),
    language: Type.String(),
    expected: Type.Array(Type.String()),
    predicted: Type.Array(Type.String()),
    scores: Type.Array(Type.Number(), {
      description: 'Calibrated probabilities in the order of `classes` of the page.',
    }),
  },
  { title: 'EvaluatedDocument' },
);
export type EvaluatedDocumentView = Static<typeof EvaluatedDocumentView>;

export const EvaluatedDocumentPage = closed(
  {
    ...countedPage(EvaluatedDocumentView, 'EvaluatedDocumentPage').properties,
    classes: Type.Array(className, { description: 'All classes of the model: what `scores` are in the order of.' }),
  },
  { title: 'EvaluatedDocumentPage' },
);
