import { throwIfAborted } from '../abort-flag.ts';
import { foldCount } from '../evaluation/folds.ts';
import { metricIntervals } from '../evaluation/intervals.ts';
import { classReliability, reliability } from '../evaluation/reliability.ts';
import { quantize } from '../model-file/quantize.ts';
import { writeModel } from '../model-file/write-model.ts';
import type { SelectionRun } from '../selection/candidate.ts';
import { chooseEncoder, DECIDE_ENCODER_FROM } from '../selection/choose-encoder.ts';
import { MOST_CANDIDATES, searchSettings } from '../selection/search-settings.ts';
import type { Judged } from './judge.ts';
import type { TrainOptions } from './options.ts';
import { digestOf, prepareDocuments, type TrainInput } from './prepare-documents.ts';
import { epochsFor, resolveSettings } from './settings.ts';
import { fitRows } from './train-matrix.ts';
import type { CrossValidation, TrainReport } from './train-report.ts';
import type { TaskKind, TrainingDocument } from './training-document.ts';
import { createWorkbench } from './workbench.ts';

export interface TrainedModel {
  /** A model file: `openModel` reads it. */
  readonly bytes: Uint8Array;
  readonly report: TrainReport;
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
  const candidates = (options.search === 'auto' ? MOST_CANDIDATES : 0) + (decides ? 2 : 1);
  const fits = candidates * folds + 1;
  const onEpoch = progressOf(options, fits, epochsFor(settings, documents.length));
  const atLeastOne = kind === 'multi' && documents.every(({ labels }) => labels.length > 0);
  const run: SelectionRun = { kind, workbench, fitOptions: { kind, seed, signal, onEpoch }, atLeastOne };
  const first = chooseEncoder(run, settings, encoder);
  const search = options.search === 'auto' ? searchSettings(run, first.chosen, encoder) : undefined;
  const { candidate, judged } = search?.chosen ?? first.chosen;
  const bench = workbench.bench(candidate.denseScale);
  const all = Int32Array.from(documents, (_, row) => row);
  const epochs = fitRows(bench.solver, bench.data, all, { ...run.fitOptions, settings: candidate.settings });
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
    settings: candidate.settings,
    dataDigest: digestOf(classes, documents),
    calibration,
    ...(crossValidation === undefined ? {} : { crossValidation }),
    ...(first.encoder === undefined
      ? {}
      : {
          encoder: {
            ...first.encoder,
            used: bench.dense !== undefined,
            scale: bench.dense?.scale ?? first.encoder.scale,
          },
        }),
    ...(search === undefined ? {} : { search: search.report }),
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
