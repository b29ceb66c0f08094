import { largestOf } from '../decision/decide.ts';
import { atMostLearned, topScoreQuantiles } from '../decision/out-of-scope.ts';
import { findContradictions } from '../documents/find-contradictions.ts';
import { type Copies, findCopies } from '../documents/find-copies.ts';
import { digestOf, prepareDocuments, type TrainInput } from '../documents/prepare-documents.ts';
import type { TaskKind, TrainingDocument } from '../documents/training-document.ts';
import { throwIfAborted } from '../errors/abort-flag.ts';
import { foldCount } from '../evaluation/folds.ts';
import { metricIntervals } from '../evaluation/intervals.ts';
import { classReliability, reliability } from '../evaluation/reliability.ts';
import { classWeights, fitRows } from '../fitting/fit-rows.ts';
import { countEntries } from '../fitting/labelled-matrix.ts';
import { effectiveSettings, epochsFor, resolveSettings } from '../fitting/settings.ts';
import { createTrainingFeatures, type TrainingFeatures, type TrainingProblem } from '../fitting/training-features.ts';
import type { CopyCounts, CrossValidation, TrainReport } from '../model/train-report.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import type { SelectionRun } from '../selection/candidate.ts';
import { chooseEncoder, DECIDE_ENCODER_FROM, type EncoderChoice } from '../selection/choose-encoder.ts';
import type { HeldOutResult } from '../selection/judge-held-out.ts';
import { MOST_CANDIDATES, searchSettings } from '../selection/search-settings.ts';
import type { TrainOptions } from './train-options.ts';

/** A fitted model, and everything that it was made of. The weights are in the solver of `problem`. */
export interface FittedModel {
  readonly classes: readonly string[];
  readonly features: TrainingFeatures;
  readonly problem: TrainingProblem;
  readonly heldOut: HeldOutResult;
  readonly settings: TrainSettings;
  readonly answersAtLeastOne: boolean;
  readonly report: TrainReport;
}

/** Returns a function to call after each pass. It reports a progress that assumes `epochs` passes in each of the fits. */
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

function countCopies(
  classes: readonly string[],
  documents: readonly TrainingDocument[],
  copies: Copies,
  groups: number,
): CopyCounts {
  const contradictions = findContradictions(documents, copies);
  const repeating = documents.filter((_, index) => copies.group[index] !== index);
  return {
    texts: copies.text.reduce((count, first, index) => count + (first === index ? 1 : 0), 0),
    groups,
    classRepeats: countByClass(classes, repeating),
    contradictingTexts: contradictions.length,
    contradictingDocuments: contradictions.reduce((sum, one) => sum + one.documents.length, 0),
  };
}

/**
 * What the held-out scores say about the model. Undefined when no document was held out, or when all are copies of one text.
 */
function summarize(
  kind: TaskKind,
  { outcomes, groups, probabilities, microF1, macroF1, classes }: HeldOutResult,
  folds: number,
  seed: number,
): CrossValidation | undefined {
  if (new Set(groups).size < 2) return undefined;
  const classCount = classes.length;
  const scored = outcomes.map(({ expected }, row) => {
    return { expected, scores: probabilities.subarray(row * classCount, (row + 1) * classCount) };
  });
  return {
    folds,
    documents: outcomes.length,
    microF1,
    macroF1,
    classes,
    intervals: metricIntervals(classCount, outcomes, seed, groups),
    reliability: reliability(kind === 'single' ? 'best' : 'every', scored),
    classCalibrationErrors: classes.map((_, c) => classReliability(c, scored).expectedCalibrationError),
  };
}

/** The largest raw score of each document that the solver has just learned. */
function learnedTopScores({ solver, data }: TrainingProblem): Float64Array {
  const scores = new Float32Array(data.classCount);
  return Float64Array.from(data.documents, (_, row) => {
    solver.scoreRow(row, scores, 0);
    return largestOf(scores);
  });
}

/** Held-out scores decide, but no quantile lies above that of the learned documents (see `atMostLearned`). */
function limitByLearned(heldOut: HeldOutResult, problem: TrainingProblem): HeldOutResult {
  const { topScoreQuantiles: quantiles } = heldOut;
  if (quantiles.length === 0) return heldOut;
  const learned = topScoreQuantiles(learnedTopScores(problem));
  return { ...heldOut, topScoreQuantiles: atMostLearned(quantiles, learned) };
}

/** The part of the report about the encoder; empty when none was given. */
function encoderUse({ encoder }: EncoderChoice, { dense }: TrainingProblem): Pick<TrainReport, 'encoder'> {
  if (encoder === undefined) return {};
  return { encoder: { ...encoder, used: dense !== undefined, scale: dense?.scale ?? encoder.scale } };
}

/**
 * Learns the vocabulary, chooses encoder and settings by held-out scores, and fits all documents. The fit stays in the
 * solver of the returned problem.
 * @throws ClassifierError as `trainSingleLabel`
 */
export function fitModel(kind: TaskKind, input: TrainInput, options: TrainOptions): FittedModel {
  const settings = resolveSettings(options.settings);
  const { seed, signal, encoder } = options;
  const { classes } = input;
  const documents = prepareDocuments(kind, input);
  throwIfAborted(signal);
  options.onProgress?.(0);
  const copies = findCopies(documents);
  const classCount = classes.length;
  const features = createTrainingFeatures({ kind, documents, copies, classCount, settings, encoder, signal });
  const { groups, texts } = features.copies;
  options.onProgress?.(0.15);
  const folds = foldCount(groups);
  const decides = encoder !== undefined && groups >= DECIDE_ENCODER_FROM;
  const candidates = (options.search === 'auto' ? MOST_CANDIDATES : 0) + (decides ? 2 : 1);
  const onEpoch = progressOf(options, candidates * folds + 1, epochsFor(settings, documents.length));
  const atLeastOne = kind === 'multi' && documents.every(({ labels }) => labels.length > 0);
  const run: SelectionRun = { kind, features, fitOptions: { kind, seed, signal, onEpoch }, atLeastOne };
  const first = chooseEncoder(run, settings, encoder);
  const search = options.search === 'auto' ? searchSettings(run, first.chosen, encoder) : undefined;
  const chosen = search?.chosen ?? first.chosen;
  const { candidate } = chosen;
  const problem = features.problem(candidate.denseScale);
  const all = Int32Array.from(documents, (_, row) => row);
  // Judging takes as long as some passes. This call also marks the start of the last fit for a caller that measures time.
  onEpoch();
  const epochs = fitRows(problem.solver, problem.data, all, { ...run.fitOptions, settings: candidate.settings });
  throwIfAborted(signal);
  const heldOut = limitByLearned(chosen.heldOut, problem);
  const crossValidation = summarize(kind, heldOut, folds, seed);
  const classDocuments = countByClass(classes, documents);
  const report: TrainReport = {
    kind,
    documents: documents.length,
    classDocuments,
    truncatedDocuments: features.fitted.truncated,
    copies: countCopies(classes, documents, copies, groups),
    features: features.fitted.vocabulary.keys.length,
    entries: countEntries(problem.data),
    epochs,
    seed,
    settings: effectiveSettings(candidate.settings, kind, classWeights(problem.data), {
      documents: documents.length,
      texts,
    }),
    dataDigest: digestOf(classes, documents),
    calibration: heldOut.calibration,
    ...(crossValidation === undefined ? {} : { crossValidation }),
    ...encoderUse(first, problem),
    ...(search === undefined ? {} : { search: search.report }),
  };
  return { classes, features, problem, heldOut, settings: candidate.settings, answersAtLeastOne: atLeastOne, report };
}
