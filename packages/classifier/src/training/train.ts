import type { TrainInput } from '../documents/prepare-documents.ts';
import type { TaskKind } from '../documents/training-document.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { quantize } from '../model/quantize.ts';
import type { TrainReport } from '../model/train-report.ts';
import { writeModel } from '../model-file/write-model.ts';
import { type FittedModel, fitModel } from './fit-model.ts';
import type { TrainOptions } from './train-options.ts';

/** What a training gives. */
export interface TrainedModel {
  /** A model file. `openModel` opens it. */
  readonly bytes: Uint8Array;
  readonly report: TrainReport;
}

/** The bytes of the model file of a fit, whose weights are in the solver of `fitted.problem`. */
export function toModelFile(fitted: FittedModel, report: TrainReport, encoder: Encoder | undefined): Uint8Array {
  const { classes, features, problem, heldOut, answersAtLeastOne } = fitted;
  const { thresholds, topScoreQuantiles, calibration } = heldOut;
  const decisions = { thresholds, topScoreQuantiles, answersAtLeastOne, calibration };
  const dense =
    problem.dense === undefined || encoder === undefined ? undefined : { ...problem.dense, encoder: encoder.id };
  const { vocabulary } = features.fitted;
  const weights = quantize(problem.solver.weights());
  return writeModel({ kind: report.kind, classes, ...decisions, card: report }, { vocabulary, weights, dense });
}

function train(kind: TaskKind, input: TrainInput, options: TrainOptions): TrainedModel {
  const fitted = fitModel(kind, input, options);
  const bytes = toModelFile(fitted, fitted.report, options.encoder);
  options.onProgress?.(1);
  return { bytes, report: fitted.report };
}

/**
 * Trains a classifier that gives each text exactly one class.
 * @param input the class names and the labelled documents, in any order
 * @throws ClassifierError `aborted`, `too-few-documents`, `too-few-classes`, `too-large`, `invalid-document`, `invalid-setting`
 */
export function trainSingleLabel(input: TrainInput, options: TrainOptions): TrainedModel {
  return train('single', input, options);
}

/**
 * Trains a classifier that gives each text any number of classes. Each class has a threshold, which training tunes.
 * @param input the class names and the labelled documents, in any order
 * @throws ClassifierError as `trainSingleLabel`
 */
export function trainMultiLabel(input: TrainInput, options: TrainOptions): TrainedModel {
  return train('multi', input, options);
}
