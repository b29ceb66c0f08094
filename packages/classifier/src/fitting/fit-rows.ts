import type { TaskKind } from '../documents/training-document.ts';
import type { AbortFlag } from '../errors/abort-flag.ts';
import type { DualLoss } from '../linear/dual-problem.ts';
import type { Solver } from '../linear/solver.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import type { LabelledMatrix } from './labelled-matrix.ts';
import { classWeightsFor, costFor, epochsFor, lossFor } from './settings.ts';

/** How to fit. */
export interface FitOptions {
  readonly kind: TaskKind;
  readonly settings: TrainSettings;
  readonly seed: number;
  readonly signal?: AbortFlag | undefined;
  /** Called after each pass. */
  readonly onEpoch?: (() => void) | undefined;
  /** Warm start, see `DualFit`. */
  readonly initialDuals?: Float32Array | undefined;
  /** The most passes; undefined: by the settings. */
  readonly warmEpochs?: number | undefined;
}

/** The loss that the solver uses for these options and so many distinct texts in all. */
export function lossOf({ kind, settings }: FitOptions, texts: number): DualLoss {
  if (lossFor(settings, kind, texts) === 'squared-hinge') return 'squared-hinge';
  return kind === 'single' ? 'softmax' : 'logistic';
}

/** By class index: how many of the rows have the class. A row counts by its weight. */
function countClasses(data: LabelledMatrix, rows: Int32Array): Float64Array {
  const counts = new Float64Array(data.classCount);
  for (const row of rows) {
    const weight = data.copies.weight[row] as number;
    for (let k = data.labelStart[row] as number; k < (data.labelStart[row + 1] as number); k++) {
      const label = data.labels[k] as number;
      counts[label] = (counts[label] as number) + weight;
    }
  }
  return counts;
}

/** By class index: the weight of all rows that have the class. */
export function classWeights(data: LabelledMatrix): Float64Array {
  return countClasses(
    data,
    Int32Array.from(data.documents, (_, row) => row),
  );
}

/**
 * The cost of each matrix row: the cost of the settings, times the weight of the row. For single-label it is multiplied by the
 * weight of the row's class, and by the number of the class's documents in all rows divided by that in the given rows.
 *
 * The last factor makes up for held-out documents: each class keeps its share, and its weight against the regularisation.
 * Otherwise a small class would look rarer in a fold, and out-of-fold scores with few examples would be worse than guessing
 * (AG News, 8 documents for each class: 16 % right instead of 53 %).
 */
function rowCosts(data: LabelledMatrix, rows: Int32Array, { kind, settings }: FitOptions): Float32Array {
  const { weight: rowWeights, texts } = data.copies;
  const base = costFor(settings, kind, lossFor(settings, kind, texts));
  const costs = rowWeights.map((one) => base * one);
  if (kind !== 'single') return costs;
  const inAll = classWeights(data);
  const inRows = countClasses(data, rows);
  const total = inAll.reduce((sum, count) => sum + count, 0);
  const present = inAll.reduce((sum, count) => sum + Math.sign(count), 0);
  const weights = classWeightsFor(settings, inAll);
  for (const row of rows) {
    const label = data.labels[data.labelStart[row] as number] as number;
    const all = inAll[label] as number;
    const rarity = total / (present * all);
    const weight = { none: 1, mild: Math.sqrt(rarity), balanced: rarity }[weights];
    costs[row] = ((rowWeights[row] as number) * (base * weight * all)) / (inRows[label] as number);
  }
  return costs;
}

/** Whether rare classes count more than their share of the documents. */
export function areWeighted(data: LabelledMatrix, { kind, settings }: FitOptions): boolean {
  return kind === 'single' && classWeightsFor(settings, classWeights(data)) !== 'none';
}

/**
 * Fits the given rows and returns the number of passes. The solver must have the rows of `data`.
 * @throws ClassifierError `aborted`
 */
export function fitRows(solver: Solver, data: LabelledMatrix, rows: Int32Array, options: FitOptions): number {
  const { settings, seed, signal, onEpoch } = options;
  const loss = lossOf(options, data.copies.texts);
  const cost = rowCosts(data, rows, options);
  const epochs = options.warmEpochs ?? epochsFor(settings, rows.length);
  const { initialDuals } = options;
  return solver.fit({ loss, rows, cost, epochs, tolerance: settings.tolerance, seed, signal, onEpoch, initialDuals });
}
