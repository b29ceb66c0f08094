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
  { title: 'MetricIntervals', description: '95 % intervals, by a bootstrap over documents.' },
);

/** Documents that a sentence is about. */
const NamedDocumentsView = closed(
  {
    count,
    names: Type.Array(Type.String(), { maxItems: 100, description: 'The first 100 of them.' }),
  },
  { title: 'NamedDocuments' },
);

/** What a training left out or read in part. */
export const LeftOutView = closed(
  {
    assignedToTest: NamedDocumentsView,
    unlabelled: NamedDocumentsView,
    cutForFeatures: NamedDocumentsView,
  },
  {
    title: 'LeftOutDocuments',
    description:
      '`assignedToTest`: assigned to `test` while the split is by percentage, so neither trained nor tested on. `unlabelled`: without a class. `cutForFeatures`: trained on, but only the first 20,000 characters were read.',
  },
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
        'copies',
        'contradicting-copies',
        'classes-look-alike',
      ],
      {
        description:
          '`few-training-documents`: a class has fewer than 15. `class-missing-in-test`: a class has no test document. `train-imbalanced`, `test-imbalanced`: the largest class is more than 10 times the smallest. `distributions-differ`: the shares of a class in train and test differ by more than a factor of 2. `classes-confused`: more than 20 % of a class was predicted as another. `copies`: more than 5 % of the documents of a class repeat another one. `contradicting-copies`: documents with the same text have different labels. `classes-look-alike`: names of classes differ only in case or in letters that look the same.',
      },
    ),
    classes: Type.Array(className, { description: 'For `classes-confused`: the labelled and the predicted class.' }),
    value: Type.Number(),
    limit: Type.Number(),
    documents: Type.Union([NamedDocumentsView, Type.Null()], {
      description:
        '`copies`: the documents that repeat another one. `contradicting-copies`: all with such a text. Else null.',
    }),
  },
  { title: 'Guidance', description: 'Advice: which rule is broken, by which classes, and by how much.' },
);

const micro = { microF1: Type.Number(), microPrecision: Type.Number(), microRecall: Type.Number() };
const macro = { macroF1: Type.Number(), macroPrecision: Type.Number(), macroRecall: Type.Number() };

export const CopiesAcrossSplit = closed(
  {
    documents: NamedDocumentsView,
    without: Type.Union(
      [closed({ documents: count, ...micro, ...macro }, { title: 'MetricsWithoutCopies' }), Type.Null()],
      {
        description: 'The metrics of the other test documents. Null: no test document is a copy, or every one is.',
      },
    ),
  },
  {
    title: 'CopiesAcrossSplit',
    description:
      'Test documents whose text, or a near-copy of it, was also trained on. A split by percentage has none, because copies come into one part.',
  },
);

const ratios = { f1: Type.Number(), precision: Type.Number(), recall: Type.Number() };

const metric = Type.Union([Type.Number(), Type.Null()]);

export const EvaluationView = closed(
  {
    kind,
    options: EvaluationOptionsView,
    measuredOn: Type.Enum(['test', 'cross-validation', 'nothing'], {
      description:
        'What the metrics are of. `cross-validation`: the split left no test document, so they are those of the training documents, each classified by a model that had not seen it. `nothing`: none could be held out; the metrics are null.',
    }),
    microF1: metric,
    microPrecision: metric,
    microRecall: metric,
    macroF1: metric,
    macroPrecision: metric,
    macroRecall: metric,
    classes: Type.Array(
      closed(
        {
          name: className,
          ...ratios,
          reading: Type.Enum(['good', 'under-represented', 'over-represented', 'poorly-handled'], {
            description: 'Follows from precision and recall together. Each is high from 0.7 on.',
          }),
          truePositives: count,
          trueNegatives: count,
          falsePositives: count,
          falseNegatives: count,
        },
        { title: 'ClassEvaluation' },
      ),
      { description: 'Only classes that the test set has as label or as prediction.' },
    ),
    confusion: Type.Union(
      [
        Type.Array(closed({ expected: className, predicted: className, documents: count }, { title: 'ConfusionCell' })),
        Type.Null(),
      ],
      { description: 'Single-label only. Cells that are zero are left out.' },
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
    leftOut: Type.Union([LeftOutView, Type.Null()], {
      description: 'Null: trained by an older version of the program.',
    }),
    copiesAcrossSplit: Type.Union([CopiesAcrossSplit, Type.Null()], {
      description: 'Null: trained by an older version of the program.',
    }),
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
      description: 'Calibrated probabilities, in the order of `classes` of the page.',
    }),
  },
  { title: 'EvaluatedDocument' },
);
export type EvaluatedDocumentView = Static<typeof EvaluatedDocumentView>;

const EvaluatedDocumentPage = closed(
  {
    ...countedPage(EvaluatedDocumentView, 'EvaluatedDocumentPage').properties,
    classes: Type.Array(className, { description: 'All classes of the model, in the order of `scores`.' }),
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
      'Answers precision, recall and F1, overall and by class. Single-label models have a confusion matrix too. The metrics were fixed at the end of the training.',
    params: onModel,
    responses: { 200: EvaluationView },
  },
  listEvaluatedDocuments: {
    id: 'listEvaluatedDocuments',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/evaluation/documents',
    summary: 'List the predictions for the test documents',
    description:
      'Answers the expected and the predicted classes and the scores of each test document, page by page. They were fixed at the end of the training.',
    params: onModel,
    query: pagingQuery({}),
    responses: { 200: EvaluatedDocumentPage },
  },
} as const satisfies Record<string, V1Endpoint>;
