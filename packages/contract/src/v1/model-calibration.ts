import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, onModel } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const kind = Type.Enum(['single', 'multi']);
const count = Type.Integer({ minimum: 0 });
const share = Type.Number({ minimum: 0, maximum: 1 });

// Log odds = slope · raw score + offset.
const line = { slope: Type.Number(), offset: Type.Number() };

/** How raw scores become probabilities. */
export const CalibrationMethod = Type.Union(
  [
    closed({
      method: Type.Literal('temperature'),
      temperature: Type.Number(),
      classes: Type.Union([Type.Array(closed({ name: className, offset: Type.Number() })), Type.Null()], {
        description:
          'Before the softmax this is added to raw score / temperature of the class. Null: nothing is added.',
      }),
    }),
    closed({
      method: Type.Literal('platt'),
      ...line,
      classes: Type.Union([Type.Array(closed({ name: className, ...line })), Type.Null()], {
        description:
          'The line of each class. The members above are the mean of these. Null: all classes have the line above.',
      }),
      anyClass: Type.Boolean({
        description: 'True: scores assume that a text has at least one class, because every labelled document had one.',
      }),
      oneClass: Type.Boolean({ description: 'Single-label: the scores of a text are divided by their sum.' }),
    }),
  ],
  { description: 'How raw scores became probabilities.' },
);

const Reliability = closed(
  {
    expectedCalibrationError: share,
    bins: Type.Array(
      closed({ from: share, to: share, count, confidence: share, accuracy: share }, { title: 'ReliabilityBin' }),
      { description: 'Those of 15 equal ranges that have scores: the mean score, and the share that was right.' },
    ),
  },
  { title: 'Reliability' },
);

const ClassReliability = closed(
  { name: className, expectedCalibrationError: share, bins: Reliability.properties.bins },
  { title: 'ClassReliability' },
);

/** How well a model's scores match its accuracy. */
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
      { description: 'Over the test documents. Null: there were none.' },
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
      { description: 'Over the training documents. Null: there were too few.' },
    ),
  },
  {
    title: 'ModelCalibration',
    description:
      'Single-label: over the best class of each document. Multi-label: over every pair of document and class.',
  },
);
export type ModelCalibrationView = Static<typeof ModelCalibrationView>;

/** How well the scores of a model match its accuracy. */
export const modelCalibrationEndpoints = {
  getModelCalibration: {
    id: 'getModelCalibration',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/calibration',
    summary: "Get how well a model's scores match its accuracy",
    description:
      'Answers for ranges of the score how often the model was right: on test documents, and in cross-validation on training documents. Models of the first version of the program do not have it (409).',
    params: onModel,
    responses: { 200: ModelCalibrationView },
  },
} as const satisfies Record<string, V1Endpoint>;
