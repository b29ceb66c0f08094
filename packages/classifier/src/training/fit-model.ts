import { largestOf } from '../decision/decide.ts';
import { atMostLearned, topScoreQuantiles } from '../decision/out-of-scope.ts';
import { digestOf, prepareDocuments, type TrainInput } from '../documents/prepare-documents.ts';
import type { TaskKind, TrainingDocument } from '../documents/training-document.ts';
import { throwIfAborted } from '../errors/abort-flag.ts';
import { foldCount } from '../evaluation/folds.ts';
import { metricIntervals } from '../evaluation/intervals.ts';
import { classReliability, reliability } from '../evaluation/reliability.ts';
import { epochsFor, resolveSettings, settle } from '../fitting/settings.ts';
import { countEntries, fitRows } from '../fitting/train-matrix.ts';
import { type Bench, createWorkbench, type Workbench } from '../fitting/workbench.ts';
import type { CrossValidation, TrainReport } from '../model/train-report.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import type { SelectionRun } from '../selection/candidate.ts';
import { chooseEncoder, DECIDE_ENCODER_FROM } from '../selection/choose-encoder.ts';
import type { Judged } from '../selection/judge-held-out.ts';
import { MOST_CANDIDATES, searchSettings } from '../selection/search-settings.ts';
import type { TrainOptions } from './train-options.ts';

/** A fitted problem with everything that made it. */
export interface FittedModel {
  readonly classes: readonly string[];
  readonly workbench: Workbench;
  readonly bench: Bench;
  readonly judged: Judged;
  readonly settings: TrainSettings;
  readonly answersAtLeastOne: boolean;
  readonly report: TrainReport;
}

/** Progress from counted passes; the parts' shares are rough. */
function progressOf(options: TrainOptions, fits: number, epochs: number) {
  const total = fits * epochs + 1;
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

/** Largest raw score of each document that the solver has just learned. */
function learnedTopScores({ solver, data }: Bench): Float64Array {
  const scores = new Float32Array(data.classCount);
  return Float64Array.from(data.documents, (_, row) => {
    solver.scoreRow(row, scores, 0);
    return largestOf(scores);
  });
}

/** Vocabulary, choice of settings by held-out scores, and the fit of all documents (left in the bench's solver). */
export function fitModel(kind: TaskKind, input: TrainInput, options: TrainOptions): FittedModel {
  const settings = resolveSettings(options.settings);
  const { seed, signal, encoder } = options;
  const { classes } = input;
  const documents = prepareDocuments(kind, input);
  throwIfAborted(signal);
  options.onProgress?.(0);
  const workbench = createWorkbench({ kind, documents, classCount: classes.length, settings, encoder, signal });
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
  const { candidate, judged: heldOut } = search?.chosen ?? first.chosen;
  const bench = workbench.bench(candidate.denseScale);
  const all = Int32Array.from(documents, (_, row) => row);
  // Judging takes as long as some passes, and who measures sees where the last fit begins.
  onEpoch();
  const epochs = fitRows(bench.solver, bench.data, all, { ...run.fitOptions, settings: candidate.settings });
  throwIfAborted(signal);
  const { topScoreQuantiles: kept } = heldOut;
  const judged =
    kept.length === 0
      ? heldOut
      : { ...heldOut, topScoreQuantiles: atMostLearned(kept, topScoreQuantiles(learnedTopScores(bench))) };
  const { calibration } = judged;
  const crossValidation = summarize(kind, judged, classes.length, folds, seed);
  const report: TrainReport = {
    kind,
    documents: documents.length,
    classDocuments: countByClass(classes, documents),
    truncatedDocuments: workbench.fitted.truncated,
    features: workbench.fitted.vocabulary.keys.length,
    entries: countEntries(bench.data),
    epochs,
    seed,
    settings: settle(candidate.settings, kind, countByClass(classes, documents), documents.length),
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
  return { classes, workbench, bench, judged, settings: candidate.settings, answersAtLeastOne: atLeastOne, report };
}
