import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, onModel } from './names.ts';
import { countedPage, pagingQuery } from './paging.ts';
import { EvaluationOptionsView } from './training.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const kind = Type.Enum(['single', 'multi']);
const count = Type.Integer({ minimum: 0 });
const share = Type.Number({ minimum: 0, maximum: 1 });

/** A 95 % interval. */
const IntervalView = closed({ low: share, high: share }, { title: 'Interval' });

export const MetricIntervalsView = closed(
  { microF1: IntervalView, macroF1: IntervalView },
  { title: 'MetricIntervals', description: '95 %, by the bootstrap over documents.' },
);

const GuidanceView = closed(
  {
    rule: Type.Enum(
      [
        'few-training-documents',
        'class-missing-in-test',
        'train-imbalanced',
        'test-imbalanced',
        'distributions-differ',
        'classes-confused',
      ],
      {
        description:
          'Fewer than 15 labelled training documents; no test document; largest class over 10 times the smallest; shares of train and test differ over 2 times; over 20 % of a class taken for another.',
      },
    ),
    classes: Type.Array(className, { description: 'For `classes-confused` the labelled and the predicted class.' }),
    value: Type.Number(),
    limit: Type.Number(),
  },
  { title: 'Guidance', description: 'Advice: which rule is broken, by which classes, by how much.' },
);

const ratios = { f1: Type.Number(), precision: Type.Number(), recall: Type.Number() };

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

const EvaluatedDocumentPage = closed(
  {
    ...countedPage(EvaluatedDocumentView, 'EvaluatedDocumentPage').properties,
    classes: Type.Array(className, { description: 'All classes of the model: what `scores` are in the order of.' }),
  },
  { title: 'EvaluatedDocumentPage' },
);

/** How good a model was on its test documents. */
export const evaluationEndpoints = {
  getEvaluation: {
    id: 'getEvaluation',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/evaluation',
    summary: 'Get the metrics of a model',
    description:
      'Precision, recall and F1 as a whole and by class, with the confusions of single-label models, as frozen at the end of the training.',
    params: onModel,
    responses: { 200: EvaluationView },
  },
  listEvaluatedDocuments: {
    id: 'listEvaluatedDocuments',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/evaluation/documents',
    summary: 'List what became of each test document',
    description:
      'What was expected, what was predicted and with which scores, page by page, as frozen at the end of the training.',
    params: onModel,
    query: pagingQuery({}),
    responses: { 200: EvaluatedDocumentPage },
  },
} as const satisfies Record<string, V1Endpoint>;
