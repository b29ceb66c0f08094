import { type Static, Type } from 'typebox';
import { className, instant } from './names.ts';

const kind = Type.Enum(['single', 'multi']);
const count = Type.Integer({ minimum: 0 });
const share = Type.Number({ minimum: 0, maximum: 1 });
const closed = { additionalProperties: false } as const;

/** A 95 % interval. */
const IntervalView = Type.Object({ low: share, high: share }, { ...closed, title: 'Interval' });

export const MetricIntervalsView = Type.Object(
  { microF1: IntervalView, macroF1: IntervalView },
  { ...closed, title: 'MetricIntervals', description: '95 %, by the bootstrap over documents.' },
);

export const GuidanceView = Type.Object(
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
  { ...closed, title: 'Guidance', description: 'Advice: which rule is broken, by which classes, by how much.' },
);

// Log odds = slope · raw score + offset.
const line = { slope: Type.Number(), offset: Type.Number() };

const CalibrationMethod = Type.Union(
  [
    Type.Object(
      {
        method: Type.Literal('temperature'),
        temperature: Type.Number(),
        classes: Type.Union(
          [Type.Array(Type.Object({ name: className, offset: Type.Number() }, closed)), Type.Null()],
          {
            description: 'What is added to raw score / temperature of each class before the softmax; null: nothing is.',
          },
        ),
      },
      closed,
    ),
    Type.Object(
      {
        method: Type.Literal('platt'),
        ...line,
        classes: Type.Union([Type.Array(Type.Object({ name: className, ...line }, closed)), Type.Null()], {
          description: 'The line of each class, whose mean stands above; null: all have that one.',
        }),
        anyClass: Type.Boolean({
          description: 'Scores are given that a text has a class at all, as every labelled document had.',
        }),
        oneClass: Type.Boolean({ description: 'Single-label: the scores of a text are divided by their sum.' }),
      },
      closed,
    ),
  ],
  { description: 'How raw scores became probabilities.' },
);

const setting = (values: string) => Type.Union([Type.Number(), Type.String()], { description: values });

const Settings = Type.Object(
  {
    loss: Type.String({ description: '`log`, `squared-hinge` or `auto`.' }),
    cost: setting("scikit-learn's C, or `auto`."),
    classWeights: Type.String({ description: '`none`, `mild`, `balanced` or `auto`.' }),
    epochs: setting('Passes at most, or `auto`.'),
    tolerance: Type.Number(),
    minDocumentFrequency: setting('Documents that a feature must have, or `auto`.'),
    characterScale: Type.Number({ description: 'Weight of the character features.' }),
  },
  { ...closed, title: 'ModelSettings' },
);

const Encoder = Type.Object(
  {
    id: Type.String({ description: 'Name and version.' }),
    dimension: count,
    scale: Type.Number(),
    licence: Type.String(),
    used: Type.Boolean({ description: 'False: cross-validation said that it harms.' }),
    evidence: Type.Union(
      [Type.Object({ moreMistakes: Type.Number(), standardError: Type.Number() }, closed), Type.Null()],
      { description: 'Mistakes a document more with it than without; null below 100 documents, where it is kept.' },
    ),
  },
  { ...closed, title: 'ModelEncoder' },
);

const SearchStep = Type.Object(
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
  { ...closed, title: 'SearchStep' },
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

const CrossValidation = Type.Object(
  {
    folds: count,
    documents: count,
    microF1: share,
    macroF1: share,
    intervals: MetricIntervalsView,
    expectedCalibrationError: share,
    classes: Type.Array(
      Type.Object(
        { name: className, ...classMetrics, calibrationError: share },
        { ...closed, title: 'CrossValidatedClass' },
      ),
    ),
  },
  { ...closed, title: 'CrossValidation' },
);

/** What the training says about itself. */
export const ModelReportView = Type.Object(
  {
    model: Type.String(),
    kind,
    trainedAt: instant,
    seed: Type.Integer(),
    snapshotDigest: Type.String(),
    dataDigest: Type.String({ description: 'SHA-256 over ids, texts and labels of the training documents.' }),
    documents: count,
    truncatedDocuments: Type.Integer({ description: 'Of these only the first 20,000 characters were read.' }),
    classes: Type.Array(Type.Object({ name: className, documents: count }, { ...closed, title: 'TrainedClass' }), {
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
  { ...closed, title: 'ModelReport' },
);
export type ModelReportView = Static<typeof ModelReportView>;

const Reliability = Type.Object(
  {
    expectedCalibrationError: share,
    bins: Type.Array(
      Type.Object(
        { from: share, to: share, count, confidence: share, accuracy: share },
        { ...closed, title: 'ReliabilityBin' },
      ),
      { description: 'Of 15 equal ranges those with scores: the mean score given and the share that was right.' },
    ),
  },
  { ...closed, title: 'Reliability' },
);

const ClassReliability = Type.Object(
  { name: className, expectedCalibrationError: share, bins: Reliability.properties.bins },
  { ...closed, title: 'ClassReliability' },
);

/** How true a model's scores are. */
export const ModelCalibrationView = Type.Object(
  {
    model: Type.String(),
    kind,
    calibration: CalibrationMethod,
    test: Type.Union(
      [
        Type.Object(
          { documents: count, overall: Reliability, classes: Type.Array(ClassReliability) },
          { ...closed, title: 'TestCalibration' },
        ),
        Type.Null(),
      ],
      { description: 'Over the test documents; null: there were none.' },
    ),
    crossValidation: Type.Union(
      [
        Type.Object(
          {
            documents: count,
            overall: Reliability,
            classes: Type.Array(
              Type.Object(
                { name: className, expectedCalibrationError: share },
                { ...closed, title: 'ClassCalibrationError' },
              ),
            ),
          },
          { ...closed, title: 'CrossValidatedCalibration' },
        ),
        Type.Null(),
      ],
      { description: 'Over the training documents; null: too few.' },
    ),
  },
  {
    ...closed,
    title: 'ModelCalibration',
    description: 'Single-label: of the best class of each document; multi-label: of every pair of document and class.',
  },
);
export type ModelCalibrationView = Static<typeof ModelCalibrationView>;

/** When a model answers a class. */
export const ModelThresholdsView = Type.Object(
  {
    model: Type.String(),
    kind,
    classes: Type.Array(
      Type.Object(
        {
          name: className,
          threshold: Type.Union([share, Type.Null()], { description: 'Tuned; multi-label only.' }),
        },
        { ...closed, title: 'ClassThreshold' },
      ),
    ),
    atLeastOne: Type.Boolean({
      description: 'Multi-label: the best class is answered when none reaches its threshold.',
    }),
    outOfScope: Type.Array(
      Type.Object(
        {
          share: Type.Number({ description: 'Of in-scope texts that are kept: what a project sets as `outOfScope`.' }),
          threshold: Type.Union([Type.Number(), Type.Null()], {
            description: 'On the largest raw score, before calibration; null: too few documents to tell.',
          }),
          documents: Type.Integer({ description: 'Test documents that this was tried on.' }),
          answered: Type.Number({ description: 'Share of them that got an answer.' }),
          accuracy: Type.Number({ description: 'Share of the answers that was right.' }),
        },
        { ...closed, title: 'OutOfScopeStep' },
      ),
      { description: 'Single-label only.' },
    ),
  },
  { ...closed, title: 'ModelThresholds' },
);
export type ModelThresholdsView = Static<typeof ModelThresholdsView>;

/** The model card as data. */
export const ModelCardView = Type.Object(
  {
    report: ModelReportView,
    thresholds: ModelThresholdsView,
    calibrationError: Type.Object(
      { test: Type.Union([share, Type.Null()]), crossValidation: Type.Union([share, Type.Null()]) },
      { ...closed, title: 'CalibrationErrors' },
    ),
    limits: Type.Array(Type.String()),
  },
  { ...closed, title: 'ModelCard' },
);
export type ModelCardView = Static<typeof ModelCardView>;
