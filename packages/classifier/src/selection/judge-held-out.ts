import type { Calibration } from '../calibration/calibrate.ts';
import { calibrate } from '../calibration/calibrate.ts';
import { fitPlatt } from '../calibration/fit-platt.ts';
import { fitShares } from '../calibration/fit-shares.ts';
import { LINE_PRIORS, SHARE_PRIORS } from '../calibration/priors.ts';
import { bestOf, reaching } from '../decision/decide.ts';
import { topScoreQuantiles, topScores } from '../decision/out-of-scope.ts';
import { tuneThresholds } from '../decision/tune-thresholds.ts';
import type { TaskKind } from '../documents/training-document.ts';
import { type ClassMetrics, evaluate, type Outcome } from '../evaluation/evaluate.ts';
import type { OutOfFold } from '../fitting/score-out-of-fold.ts';

/** Everything that the held-out scores decide. */
export interface HeldOutResult {
  readonly calibration: Calibration;
  /** Multi-label, by class index. Single-label: empty. */
  readonly thresholds: readonly number[];
  /** The calibrated and rounded probabilities, rows × classCount. */
  readonly probabilities: Float64Array;
  /** Single-label: see out-of-scope.ts. Multi-label: empty. */
  readonly topScoreQuantiles: readonly number[];
  /** By row. */
  readonly outcomes: readonly Outcome[];
  /** By row: a number that all copies of its text have. */
  readonly groups: Int32Array;
  readonly microF1: number;
  readonly macroF1: number;
  /** By class index. */
  readonly classes: readonly ClassMetrics[];
}

/**
 * Single-label: a softmax for the scores of the softmax loss, normalised sigmoids for one-vs-rest scores. No offsets of classes
 * when rare classes counted more: that was done to find them more often, and offsets would undo it.
 */
function calibrateShares({ raw, loss, weighted }: OutOfFold): Calibration {
  const withClassOffsets = !weighted;
  if (loss !== 'squared-hinge') {
    const { slope, classOffsets } = fitShares(raw, { link: 'softmax', prior: SHARE_PRIORS.softmax, withClassOffsets });
    const offsets = classOffsets === undefined ? {} : { offsets: classOffsets };
    return { method: 'temperature', temperature: 1 / slope, ...offsets };
  }
  const prior = SHARE_PRIORS['squared-hinge'];
  const { slope, offset, classOffsets } = fitShares(raw, { link: 'sigmoid', prior, withClassOffsets });
  const classes = classOffsets?.map((own) => ({ slope, offset: offset + own }));
  return { method: 'platt', slope, offset, ...(classes === undefined ? {} : { classes }), oneClass: true };
}

function calibrateLines({ raw, loss }: OutOfFold, atLeastOne: boolean): Calibration {
  return { method: 'platt', ...fitPlatt(raw, LINE_PRIORS[loss], atLeastOne) };
}

/** Learns calibration and thresholds from held-out scores, and computes the cross-validated metrics. */
export function judgeHeldOut(kind: TaskKind, outOfFold: OutOfFold, atLeastOne: boolean): HeldOutResult {
  const { raw, groups } = outOfFold;
  const { classCount, rows, expected } = raw;
  const calibration = kind === 'single' ? calibrateShares(outOfFold) : calibrateLines(outOfFold, atLeastOne);
  const probabilities = new Float64Array(rows * classCount);
  const slice = (row: number) => probabilities.subarray(row * classCount, (row + 1) * classCount);
  const rawOf = (row: number) => raw.scores.subarray(row * classCount, (row + 1) * classCount);
  for (let row = 0; row < rows; row++) calibrate(calibration, rawOf(row), slice(row));
  const thresholds = kind === 'multi' ? tuneThresholds({ classCount, rows, probabilities, expected, groups }) : [];
  const outcomes = expected.map((classes, row): Outcome => {
    const [scores, rawScores] = [slice(row), rawOf(row)];
    const predicted =
      kind === 'single' ? [bestOf(scores, rawScores)] : reaching(scores, rawScores, thresholds, atLeastOne);
    return { expected: classes, predicted };
  });
  const { microF1, macroF1, classes } = evaluate(kind, classCount, outcomes);
  const quantiles = kind === 'single' ? topScoreQuantiles(topScores(raw)) : [];
  return {
    calibration,
    thresholds,
    topScoreQuantiles: quantiles,
    probabilities,
    outcomes,
    groups,
    microF1,
    macroF1,
    classes,
  };
}

/** The number of wrong decisions on one document: missed classes plus wrongly predicted ones. */
function mistakes({ expected, predicted }: Outcome): number {
  const missed = expected.filter((c) => !predicted.includes(c)).length;
  return missed + predicted.filter((c) => !expected.includes(c)).length;
}

/**
 * How many more mistakes the first candidate makes in a document than the second, on average, and the standard error of this
 * number. Both lists are of the same documents in the same order.
 * @param groups by document: a number that all copies of its text have. What they say counts as one observation.
 */
export function compareMistakes(
  first: readonly Outcome[],
  second: readonly Outcome[],
  groups: Int32Array,
): { readonly mean: number; readonly standardError: number } {
  const count = Math.max(1, first.length);
  let sum = 0;
  /** By group: the difference summed over its documents, and how many these are. */
  const sums = new Map<number, { difference: number; documents: number }>();
  for (const [i, one] of first.entries()) {
    const other = second[i];
    const difference = mistakes(one) - (other === undefined ? 0 : mistakes(other));
    sum += difference;
    const group = sums.get(groups[i] as number) ?? { difference: 0, documents: 0 };
    group.difference += difference;
    group.documents++;
    sums.set(groups[i] as number, group);
  }
  const mean = sum / count;
  let squares = 0;
  for (const { difference, documents } of sums.values()) {
    const deviation = difference - documents * mean;
    squares += deviation * deviation;
  }
  return { mean, standardError: Math.sqrt(squares) / count };
}
