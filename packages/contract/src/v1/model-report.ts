import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { CopiesAcrossSplit, LeftOutView, MetricIntervalsView } from './evaluation.ts';
import { CalibrationMethod } from './model-calibration.ts';
import { className, instant, onModel } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const kind = Type.Enum(['single', 'multi']);
const count = Type.Integer({ minimum: 0 });
const share = Type.Number({ minimum: 0, maximum: 1 });

const setting = (values: string) => Type.Union([Type.Number(), Type.String()], { description: values });

const Settings = closed(
  {
    loss: Type.String({ description: '`log`, `squared-hinge` or `auto`.' }),
    cost: setting("scikit-learn's C, or `auto`."),
    classWeights: Type.String({ description: '`none`, `mild`, `balanced` or `auto`.' }),
    epochs: setting('The most passes over the data, or `auto`.'),
    tolerance: Type.Number(),
    minDocumentFrequency: setting('How many documents must have a feature, or `auto`.'),
    characterScale: Type.Number({ description: 'Weight of the character features.' }),
    copies: Type.String({ description: '`once`: copies of a text count once together; `every`: each by itself.' }),
  },
  { title: 'ModelSettings' },
);

const Encoder = closed(
  {
    id: Type.String({ description: 'Name and version.' }),
    dimension: count,
    scale: Type.Number(),
    licence: Type.String(),
    used: Type.Boolean({ description: 'False: cross-validation showed that it makes the model worse.' }),
    evidence: Type.Union([closed({ moreMistakes: Type.Number(), standardError: Type.Number() }), Type.Null()], {
      description:
        'How many more mistakes per document the model makes with the encoder than without. Null: there were fewer than 100 documents, and the encoder is kept.',
    }),
  },
  { title: 'ModelEncoder' },
);

const SearchStep = closed(
  {
    loss: Type.String(),
    cost: setting('A number, or `auto`.'),
    classWeights: Type.String(),
    denseScale: Type.Union([Type.Number(), Type.Null()], { description: 'Weight of the encoder. Null: without it.' }),
    microF1: share,
    macroF1: share,
    moreMistakes: Type.Number({
      description: 'How many more mistakes per document than the best step before. Negative is better.',
    }),
    standardError: Type.Number(),
    adopted: Type.Boolean(),
  },
  { title: 'SearchStep' },
);

const Copies = closed(
  {
    texts: Type.Integer({ minimum: 0, description: 'Different texts, as a person counts them.' }),
    groups: Type.Integer({ minimum: 0, description: 'Groups of copies and near-copies, which no fold divides.' }),
    repeats: Type.Array(closed({ name: className, documents: count }, { title: 'RepeatsOfClass' }), {
      description: 'By class: documents that repeat an earlier one of their group.',
    }),
    contradictingTexts: Type.Integer({ minimum: 0, description: 'Texts that stand under different labels.' }),
    contradictingDocuments: count,
  },
  { title: 'ModelCopies' },
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

const Test = closed(
  {
    measuredOn: Type.Enum(['test', 'cross-validation', 'nothing'], { description: 'As in the evaluation.' }),
    documents: count,
    microF1: Type.Union([share, Type.Null()]),
    macroF1: Type.Union([share, Type.Null()]),
    copiesAcrossSplit: Type.Union([CopiesAcrossSplit, Type.Null()]),
    leftOut: Type.Union([LeftOutView, Type.Null()]),
  },
  {
    title: 'ModelTest',
    description: 'The evaluation in short, with and without test documents that are copies of training documents.',
  },
);

/** How a training made its model. */
export const ModelReportView = closed(
  {
    model: Type.String(),
    kind,
    trainedAt: instant,
    seed: Type.Integer(),
    snapshotDigest: Type.String(),
    dataDigest: Type.String({ description: 'SHA-256 over ids, texts and labels of the training documents.' }),
    documents: count,
    truncatedDocuments: Type.Integer({ description: 'Documents of which only the first 20,000 characters were read.' }),
    classes: Type.Array(closed({ name: className, documents: count }, { title: 'TrainedClass' }), {
      description: "All classes of the model, in the model's order.",
    }),
    copies: Type.Union([Copies, Type.Null()], {
      description: 'What repeats among the training documents; null: trained before copies were looked for.',
    }),
    features: count,
    passes: count,
    settings: Settings,
    encoder: Type.Union([Encoder, Type.Null()], { description: 'The encoder of the training. Null: none.' }),
    search: Type.Union([Type.Array(SearchStep), Type.Null()], {
      description: 'The first step is the default. The last adopted step counts. Null: there was no search.',
    }),
    calibration: CalibrationMethod,
    test: Test,
    crossValidation: Type.Union([CrossValidation, Type.Null()], {
      description:
        'Over the training documents. A model that had not seen the document scored it. Null: there were too few documents.',
    }),
  },
  { title: 'ModelReport' },
);
export type ModelReportView = Static<typeof ModelReportView>;

/** How a model was made. */
export const modelReportEndpoints = {
  getModelReport: {
    id: 'getModelReport',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/report',
    summary: 'Get how a model was made: settings, encoder and search with their evidence, cross-validation',
    description: 'Fixed at the end of the training. Models of the first version of the program do not have it (409).',
    params: onModel,
    responses: { 200: ModelReportView },
  },
} as const satisfies Record<string, V1Endpoint>;
