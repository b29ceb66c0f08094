import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, instant } from './names.ts';

const kind = Type.Enum(['single', 'multi']);
const count = Type.Integer({ minimum: 0 });
const share = Type.Number({ minimum: 0, maximum: 1 });

/** A 95 % interval. */
const IntervalView = closed({ low: share, high: share }, { title: 'Interval' });

export const MetricIntervalsView = closed(
  { microF1: IntervalView, macroF1: IntervalView },
  { title: 'MetricIntervals', description: '95 %, by the bootstrap over documents.' },
);

export const GuidanceView = closed(
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

// Log odds = slope · raw score + offset.
const line = { slope: Type.Number(), offset: Type.Number() };

const CalibrationMethod = Type.Union(
  [
    closed({
      method: Type.Literal('temperature'),
      temperature: Type.Number(),
      classes: Type.Union([Type.Array(closed({ name: className, offset: Type.Number() })), Type.Null()], {
        description: 'What is added to raw score / temperature of each class before the softmax; null: nothing is.',
      }),
    }),
    closed({
      method: Type.Literal('platt'),
      ...line,
      classes: Type.Union([Type.Array(closed({ name: className, ...line })), Type.Null()], {
        description: 'The line of each class, whose mean stands above; null: all have that one.',
      }),
      anyClass: Type.Boolean({
        description: 'Scores are given that a text has a class at all, as every labelled document had.',
      }),
      oneClass: Type.Boolean({ description: 'Single-label: the scores of a text are divided by their sum.' }),
    }),
  ],
  { description: 'How raw scores became probabilities.' },
);

const setting = (values: string) => Type.Union([Type.Number(), Type.String()], { description: values });

const Settings = closed(
  {
    loss: Type.String({ description: '`log`, `squared-hinge` or `auto`.' }),
    cost: setting("scikit-learn's C, or `auto`."),
    classWeights: Type.String({ description: '`none`, `mild`, `balanced` or `auto`.' }),
    epochs: setting('Passes at most, or `auto`.'),
    tolerance: Type.Number(),
    minDocumentFrequency: setting('Documents that a feature must have, or `auto`.'),
    characterScale: Type.Number({ description: 'Weight of the character features.' }),
  },
  { title: 'ModelSettings' },
);

const Encoder = closed(
  {
    id: Type.String({ description: 'Name and version.' }),
    dimension: count,
    scale: Type.Number(),
    licence: Type.String(),
    used: Type.Boolean({ description: 'False: cross-validation said that it harms.' }),
    evidence: Type.Union([closed({ moreMistakes: Type.Number(), standardError: Type.Number() }), Type.Null()], {
      description: 'Mistakes a document more with it than without; null below 100 documents, where it is kept.',
    }),
  },
  { title: 'ModelEncoder' },
);

const SearchStep = closed(
  {
    loss: Type.String(),
    cost: setting('A number, or `auto`.'),
    classWeights: Type.String(),
    denseScale: Type.Union([Type.Number(), Type.Null()], { description: 'Weight of the encoder; null: without it.' }),
    microF1: share,
    macroF1: share,
    moreMistakes: Type.Number({ description: 'A document, against the best of before; negative is better.' }),
    standardError: Type.Number(),
    adopted: Type.Boolean(),
  },
  { title: 'SearchStep' },
);

const classMetrics = {
  f1: share,
  precision: share,
  recall: share,
  truePositives: count,
  trueNegatives: count,
  falsePositives: count,
  falseNegatives: count,
};

const CrossValidation = closed(
  {
    folds: count,
    documents: count,
    microF1: share,
    macroF1: share,
    intervals: MetricIntervalsView,
    expectedCalibrationError: share,
    classes: Type.Array(
      closed({ name: className, ...classMetrics, calibrationError: share }, { title: 'CrossValidatedClass' }),
    ),
  },
  { title: 'CrossValidation' },
);

/** What the training says about itself. */
export const ModelReportView = closed(
  {
    model: Type.String(),
    kind,
    trainedAt: instant,
    seed: Type.Integer(),
    snapshotDigest: Type.String(),
    dataDigest: Type.String({ description: 'SHA-256 over ids, texts and labels of the training documents.' }),
    documents: count,
    truncatedDocuments: Type.Integer({ description: 'Of these only the first 20,000 characters were read.' }),
    classes: Type.Array(closed({ name: className, documents: count }, { title: 'TrainedClass' }), {
      description: "All classes of the model, in the model's order.",
    }),
    features: count,
    passes: count,
    settings: Settings,
    encoder: Type.Union([Encoder, Type.Null()], { description: 'The one that was given; null: none.' }),
    search: Type.Union([Type.Array(SearchStep), Type.Null()], {
      description: 'The first step is the default; the last one adopted stands. Null: nothing was searched.',
    }),
    calibration: CalibrationMethod,
    crossValidation: Type.Union([CrossValidation, Type.Null()], {
      description: 'Over the training documents, each scored by a model that had not seen it; null: too few.',
    }),
  },
  { title: 'ModelReport' },
);
export type ModelReportView = Static<typeof ModelReportView>;

const Reliability = closed(
  {
    expectedCalibrationError: share,
    bins: Type.Array(
      closed({ from: share, to: share, count, confidence: share, accuracy: share }, { title: 'ReliabilityBin' }),
      { description: 'Of 15 equal ranges those with scores: the mean score given and the share that was right.' },
    ),
  },
  { title: 'Reliability' },
);

const ClassReliability = closed(
  { name: className, expectedCalibrationError: share, bins: Reliability.properties.bins },
  { title: 'ClassReliability' },
);

/** How true a model's scores are. */
export const ModelCalibrationView = closed(
  {
    model: Type.String(),
    kind,
    calibration: CalibrationMethod,
    test: Type.Union(
      [
        closed(
          { documents: count, overall: Reliability, classes: Type.Array(ClassReliability) },
          { title: 'TestCalibration' },
        ),
        Type.Null(),
      ],
      { description: 'Over the test documents; null: there were none.' },
    ),
    crossValidation: Type.Union(
      [
        closed(
          {
            documents: count,
            overall: Reliability,
            classes: Type.Array(
              closed({ name: className, expectedCalibrationError: share }, { title: 'ClassCalibrationError' }),
            ),
          },
          { title: 'CrossValidatedCalibration' },
        ),
        Type.Null(),
      ],
      { description: 'Over the training documents; null: too few.' },
    ),
  },
  {
    title: 'ModelCalibration',
    description: 'Single-label: of the best class of each document; multi-label: of every pair of document and class.',
  },
);
export type ModelCalibrationView = Static<typeof ModelCalibrationView>;

/** When a model answers a class. */
export const ModelThresholdsView = closed(
  {
    model: Type.String(),
    kind,
    classes: Type.Array(
      closed(
        {
          name: className,
          threshold: Type.Union([share, Type.Null()], { description: 'Tuned; multi-label only.' }),
        },
        { title: 'ClassThreshold' },
      ),
    ),
    atLeastOne: Type.Boolean({
      description: 'Multi-label: the best class is answered when none reaches its threshold.',
    }),
    outOfScope: Type.Array(
      closed(
        {
          share: Type.Number({ description: 'Of in-scope texts that are kept: what a project sets as `outOfScope`.' }),
          threshold: Type.Union([Type.Number(), Type.Null()], {
            description: 'On the largest raw score, before calibration; null: too few documents to tell.',
          }),
          documents: Type.Integer({ description: 'Test documents that this was tried on.' }),
          answered: Type.Number({ description: 'Share of them that got an answer.' }),
          accuracy: Type.Number({ description: 'Share of the answers that was right.' }),
        },
        { title: 'OutOfScopeStep' },
      ),
      { description: 'Single-label only.' },
    ),
  },
  { title: 'ModelThresholds' },
);
export type ModelThresholdsView = Static<typeof ModelThresholdsView>;

/** The model card as data. */
export const ModelCardView = closed(
  {
    report: ModelReportView,
    thresholds: ModelThresholdsView,
    calibrationError: closed(
      { test: Type.Union([share, Type.Null()]), crossValidation: Type.Union([share, Type.Null()]) },
      { title: 'CalibrationErrors' },
    ),
    limits: Type.Array(Type.String()),
  },
  { title: 'ModelCard' },
);
export type ModelCardView = Static<typeof ModelCardView>;
