import { calibrate } from '../calibration/calibrate.ts';
import { fitPlatt } from '../calibration/fit-platt.ts';
import { topScoreQuantiles } from '../calibration/out-of-scope.ts';
import { CALIBRATION_PRIORS } from '../calibration/priors.ts';
import { fitTemperature } from '../calibration/temperature.ts';
import { tuneThresholds } from '../calibration/thresholds.ts';
import { type ClassMetrics, evaluate, type Outcome } from '../evaluation/evaluate.ts';
import { reaching } from '../prediction/decide.ts';
import type { OutOfFold } from './train-matrix.ts';
import type { Calibration } from './train-report.ts';
import type { TaskKind } from './training-document.ts';

/** Everything that held-out scores decide. */
export interface Judged {
  readonly calibration: Calibration;
  /** Multi-label only. */
  readonly thresholds: readonly number[];
  /** Calibrated, rounded probabilities, rows × classCount. */
  readonly probabilities: Float64Array;
  /** Single-label only: see out-of-scope.ts. */
  readonly topScoreQuantiles: readonly number[];
  readonly outcomes: readonly Outcome[];
  readonly microF1: number;
  readonly macroF1: number;
  readonly classes: readonly ClassMetrics[];
}

/** Calibration, thresholds and cross-validated metrics from held-out scores. */
export function judge(kind: TaskKind, { raw, loss }: OutOfFold, atLeastOne: boolean): Judged {
  const { classCount, rows, expected } = raw;
  const prior = CALIBRATION_PRIORS[loss];
  const calibration: Calibration =
    kind === 'single'
      ? { method: 'temperature', temperature: fitTemperature(raw, prior) }
      : { method: 'platt', ...fitPlatt(raw, prior, atLeastOne) };
  const probabilities = new Float64Array(rows * classCount);
  const slice = (row: number) => probabilities.subarray(row * classCount, (row + 1) * classCount);
  const rawOf = (row: number) => raw.scores.subarray(row * classCount, (row + 1) * classCount);
  for (let row = 0; row < rows; row++) calibrate(calibration, rawOf(row), slice(row));
  const thresholds = kind === 'multi' ? tuneThresholds({ classCount, rows, probabilities, expected }) : [];
  const outcomes = expected.map((classes, row): Outcome => {
    const best = rawOf(row).reduce((at, score, c, all) => (score > (all[at] as number) ? c : at), 0);
    const predicted = kind === 'single' ? [best] : reaching(slice(row), rawOf(row), thresholds, atLeastOne);
    return { expected: classes, predicted };
  });
  const { microF1, macroF1, classes } = evaluate(kind, classCount, outcomes);
  const quantiles = kind === 'single' ? topScoreQuantiles(raw) : [];
  return { calibration, thresholds, topScoreQuantiles: quantiles, probabilities, outcomes, microF1, macroF1, classes };
}

/** Wrong decisions on one document: classes missed plus classes wrongly given. */
function mistakes({ expected, predicted }: Outcome): number {
  const missed = expected.filter((c) => !predicted.includes(c)).length;
  return missed + predicted.filter((c) => !expected.includes(c)).length;
}

/**
 * Mean difference of mistakes a document between two candidates judged on the same documents (positive: `first` makes
 * more), with its standard error.
 */
export function compareMistakes(
  first: readonly Outcome[],
  second: readonly Outcome[],
): { readonly mean: number; readonly standardError: number } {
  const count = Math.max(1, first.length);
  let sum = 0;
  let squares = 0;
  for (const [i, one] of first.entries()) {
    const other = second[i];
    const difference = mistakes(one) - (other === undefined ? 0 : mistakes(other));
    sum += difference;
    squares += difference * difference;
  }
  const mean = sum / count;
  return { mean, standardError: Math.sqrt(Math.max(0, squares / count - mean * mean) / count) };
}
