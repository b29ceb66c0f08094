import { throwIfAborted } from '../abort-flag.ts';
import { fitPlatt } from '../calibration/platt.ts';
import { fitTemperature } from '../calibration/temperature.ts';
import { tuneThresholds } from '../calibration/thresholds.ts';
import { evaluate, type Outcome } from '../evaluation/evaluate.ts';
import { FOLDS } from '../evaluation/folds.ts';
import { fitVocabulary } from '../features/fit-vocabulary.ts';
import { createSolver } from '../linear/solver.ts';
import { quantize } from '../model-file/quantize.ts';
import { writeModel } from '../model-file/write-model.ts';
import { calibrate, reaching } from '../prediction/classify.ts';
import type { TrainOptions } from './options.ts';
import { digestOf, prepareDocuments, type TrainInput } from './prepare-documents.ts';
import { epochsFor, minDocumentFrequencyFor, resolveSettings } from './settings.ts';
import { fitRows, labelledMatrix, type OutOfFold, scoreOutOfFold } from './train-matrix.ts';
import type { Calibration, CrossValidation, TrainReport } from './train-report.ts';
import type { TaskKind } from './training-document.ts';

export interface TrainedModel {
  /** A model file: `openModel` reads it. */
  readonly bytes: Uint8Array;
  readonly report: TrainReport;
}

interface Judged {
  readonly calibration: Calibration;
  readonly thresholds: readonly number[];
  readonly crossValidation: CrossValidation | undefined;
}

/** Everything that held-out scores decide: calibration, thresholds, cross-validated metrics. */
function judge(kind: TaskKind, { raw }: OutOfFold, atLeastOne: boolean): Judged {
  const { classCount, rows } = raw;
  const calibration: Calibration =
    kind === 'single'
      ? { method: 'temperature', temperature: fitTemperature(raw) }
      : { method: 'platt', ...fitPlatt(raw) };
  const probabilities = new Float64Array(rows * classCount);
  const slice = (row: number) => probabilities.subarray(row * classCount, (row + 1) * classCount);
  const rawOf = (row: number) => raw.scores.subarray(row * classCount, (row + 1) * classCount);
  for (let row = 0; row < rows; row++) calibrate({ calibration }, rawOf(row), slice(row));
  const thresholds =
    kind === 'multi' ? tuneThresholds({ classCount, rows, probabilities, expected: raw.expected }) : [];
  if (rows === 0) return { calibration, thresholds, crossValidation: undefined };
  const outcomes = raw.expected.map((expected, row): Outcome => {
    const best = rawOf(row).reduce((at, score, c, all) => (score > (all[at] as number) ? c : at), 0);
    return {
      expected,
      predicted: kind === 'single' ? [best] : reaching(slice(row), rawOf(row), thresholds, atLeastOne),
    };
  });
  const { microF1, macroF1, classes } = evaluate(kind, classCount, outcomes);
  return { calibration, thresholds, crossValidation: { folds: FOLDS, documents: rows, microF1, macroF1, classes } };
}

/** Progress from counted passes; the parts' shares are rough. */
function progressOf(options: TrainOptions, epochs: number) {
  const total = (FOLDS + 1) * epochs;
  let done = 0;
  return () => options.onProgress?.(Math.min(0.95, 0.15 + (0.8 * ++done) / total));
}

function train(kind: TaskKind, input: TrainInput, options: TrainOptions): TrainedModel {
  const settings = resolveSettings(options.settings);
  const { seed, signal } = options;
  const { classes } = input;
  const documents = prepareDocuments(kind, input);
  throwIfAborted(signal);
  options.onProgress?.(0);
  const { vocabulary, matrix, truncated } = fitVocabulary(
    documents.map(({ text }) => text),
    {
      minDocumentFrequency: minDocumentFrequencyFor(settings, documents.length),
      characterScale: settings.characterScale,
      signal,
    },
  );
  options.onProgress?.(0.15);
  const data = labelledMatrix(matrix, documents, classes.length);
  const solver = createSolver(data);
  const loss = kind === 'single' ? 'softmax' : 'logistic';
  const fitOptions = {
    loss,
    settings,
    seed,
    signal,
    onEpoch: progressOf(options, epochsFor(settings, documents.length)),
  } as const;
  const answersAtLeastOne = kind === 'multi' && documents.every(({ labels }) => labels.length > 0);
  const judged = judge(kind, scoreOutOfFold(solver, data, fitOptions), answersAtLeastOne);
  const epochs = fitRows(
    solver,
    data,
    Int32Array.from(documents, (_, row) => row),
    fitOptions,
  );
  throwIfAborted(signal);
  const report: TrainReport = {
    kind,
    documents: documents.length,
    classDocuments: classes.map((_, c) => documents.filter(({ labels }) => labels.includes(c)).length),
    truncatedDocuments: truncated,
    features: vocabulary.keys.length,
    entries: matrix.index.length,
    epochs,
    seed,
    settings,
    dataDigest: digestOf(classes, documents),
    calibration: judged.calibration,
    ...(judged.crossValidation === undefined ? {} : { crossValidation: judged.crossValidation }),
  };
  const { calibration, thresholds } = judged;
  const header = { kind, classes, thresholds, answersAtLeastOne, calibration, card: report };
  const bytes = writeModel(header, vocabulary, quantize(solver.weights()));
  options.onProgress?.(1);
  return { bytes, report };
}

/**
 * Trains a classifier that gives each text exactly one class.
 * @throws ClassifierError `aborted`, `too-few-documents`, `too-few-classes`, `too-large`, `invalid-document`, `invalid-setting`
 */
export function trainSingleLabel(input: TrainInput, options: TrainOptions): TrainedModel {
  return train('single', input, options);
}

/**
 * Trains a classifier that gives each text any number of classes, with a tuned threshold for each class.
 * @throws ClassifierError as `trainSingleLabel`
 */
export function trainMultiLabel(input: TrainInput, options: TrainOptions): TrainedModel {
  return train('multi', input, options);
}
