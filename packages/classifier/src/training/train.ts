import { throwIfAborted } from '../abort-flag.ts';
import type { Encoder } from '../encoder/encoder.ts';
import { foldCount } from '../evaluation/folds.ts';
import { metricIntervals } from '../evaluation/intervals.ts';
import { classReliability, reliability } from '../evaluation/reliability.ts';
import { quantize } from '../model-file/quantize.ts';
import { writeModel } from '../model-file/write-model.ts';
import { compareMistakes, type Judged, judge } from './judge.ts';
import type { TrainOptions } from './options.ts';
import { digestOf, prepareDocuments, type TrainInput } from './prepare-documents.ts';
import { epochsFor, resolveSettings } from './settings.ts';
import { type FitOptions, fitRows, scoreOutOfFold } from './train-matrix.ts';
import type { CrossValidation, EncoderUse, TrainReport } from './train-report.ts';
import type { TaskKind, TrainingDocument } from './training-document.ts';
import { type Bench, createWorkbench, type Workbench } from './workbench.ts';

export interface TrainedModel {
  /** A model file: `openModel` reads it. */
  readonly bytes: Uint8Array;
  readonly report: TrainReport;
}

/** Below so many documents cross-validation is too noisy to decide whether the encoder helps; it stays on. */
const DECIDE_ENCODER_FROM = 100;

interface Chosen {
  readonly bench: Bench;
  readonly judged: Judged;
  readonly encoder: EncoderUse | undefined;
}

interface Run {
  readonly kind: TaskKind;
  readonly workbench: Workbench;
  readonly fitOptions: FitOptions;
  readonly atLeastOne: boolean;
}

function judgeWith(run: Run, denseScale: number | undefined): { bench: Bench; judged: Judged } {
  const bench = run.workbench.bench(denseScale);
  const judged = judge(run.kind, scoreOutOfFold(bench.solver, bench.data, run.fitOptions), run.atLeastOne);
  return { bench, judged };
}

/** With the encoder, unless cross-validation says that it is worse by more than one standard error. */
function choose(run: Run, encoder: Encoder | undefined): Chosen {
  if (encoder === undefined) return { ...judgeWith(run, undefined), encoder: undefined };
  const used = { id: encoder.id, dimension: encoder.dimension, scale: encoder.scale, licence: encoder.licence };
  if (run.workbench.documents.length < DECIDE_ENCODER_FROM) {
    return { ...judgeWith(run, encoder.scale), encoder: { ...used, used: true } };
  }
  const without = judgeWith(run, undefined);
  const withEncoder = judgeWith(run, encoder.scale);
  const { mean, standardError } = compareMistakes(withEncoder.judged.outcomes, without.judged.outcomes);
  const evidence = { moreMistakes: mean, standardError };
  if (mean > standardError) return { ...without, encoder: { ...used, used: false, evidence } };
  return { ...withEncoder, encoder: { ...used, used: true, evidence } };
}

/** Progress from counted passes; the parts' shares are rough. */
function progressOf(options: TrainOptions, fits: number, epochs: number) {
  const total = fits * epochs;
  let done = 0;
  return () => options.onProgress?.(Math.min(0.95, 0.15 + (0.8 * ++done) / total));
}

function countByClass(classes: readonly string[], documents: readonly TrainingDocument[]): number[] {
  const counts = classes.map(() => 0);
  for (const { labels } of documents) for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** What the held-out scores say about the model; undefined when none could be held out. */
function summarize(
  kind: TaskKind,
  { outcomes, probabilities, microF1, macroF1, classes }: Judged,
  classCount: number,
  folds: number,
  seed: number,
): CrossValidation | undefined {
  if (outcomes.length === 0) return undefined;
  const scored = outcomes.map(({ expected }, row) => {
    return { expected, scores: probabilities.subarray(row * classCount, (row + 1) * classCount) };
  });
  return {
    folds,
    documents: outcomes.length,
    microF1,
    macroF1,
    classes,
    intervals: metricIntervals(classCount, outcomes, seed),
    reliability: reliability(kind === 'single' ? 'best' : 'every', scored),
    classCalibrationErrors: classes.map((_, c) => classReliability(c, scored).expectedCalibrationError),
  };
}

function train(kind: TaskKind, input: TrainInput, options: TrainOptions): TrainedModel {
  const settings = resolveSettings(options.settings);
  const { seed, signal, encoder } = options;
  const { classes } = input;
  const documents = prepareDocuments(kind, input);
  throwIfAborted(signal);
  options.onProgress?.(0);
  const workbench = createWorkbench({ documents, classCount: classes.length, settings, encoder, signal });
  options.onProgress?.(0.15);
  const folds = foldCount(documents.length);
  const decides = encoder !== undefined && documents.length >= DECIDE_ENCODER_FROM;
  const fits = (decides ? 2 : 1) * folds + 1;
  const onEpoch = progressOf(options, fits, epochsFor(settings, documents.length));
  const atLeastOne = kind === 'multi' && documents.every(({ labels }) => labels.length > 0);
  const run: Run = { kind, workbench, fitOptions: { kind, settings, seed, signal, onEpoch }, atLeastOne };
  const { bench, judged, encoder: encoderUse } = choose(run, encoder);
  const epochs = fitRows(
    bench.solver,
    bench.data,
    Int32Array.from(documents, (_, row) => row),
    run.fitOptions,
  );
  throwIfAborted(signal);
  const { calibration, thresholds } = judged;
  const crossValidation = summarize(kind, judged, classes.length, folds, seed);
  const report: TrainReport = {
    kind,
    documents: documents.length,
    classDocuments: countByClass(classes, documents),
    truncatedDocuments: workbench.fitted.truncated,
    features: workbench.fitted.vocabulary.keys.length,
    entries: bench.data.matrix.index.length,
    epochs,
    seed,
    settings,
    dataDigest: digestOf(classes, documents),
    calibration,
    ...(crossValidation === undefined ? {} : { crossValidation }),
    ...(encoderUse === undefined ? {} : { encoder: encoderUse }),
  };
  const { topScoreQuantiles } = judged;
  const header = {
    kind,
    classes,
    thresholds,
    topScoreQuantiles,
    answersAtLeastOne: atLeastOne,
    calibration,
    card: report,
  };
  const bytes = writeModel(header, {
    vocabulary: workbench.fitted.vocabulary,
    weights: quantize(bench.solver.weights()),
    dense: bench.dense === undefined || encoder === undefined ? undefined : { ...bench.dense, encoder: encoder.id },
  });
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
