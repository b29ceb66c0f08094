import type { RawScores } from '../calibration/raw-scores.ts';
import type { TaskKind, TrainingDocument } from '../documents/training-document.ts';
import { type AbortFlag, throwIfAborted } from '../errors/abort-flag.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import { foldCount, foldsOf } from '../evaluation/folds.ts';
import type { DenseColumns, DualLoss, LabelledRows } from '../linear/dual-problem.ts';
import type { Solver } from '../linear/solver.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import { createHeldOutRows } from './held-out-rows.ts';
import { classWeightsFor, costFor, epochsFor, lossFor } from './settings.ts';

/** Rows of labelled documents as numbers: all that learning needs to know. */
export interface LabelledMatrix extends LabelledRows {
  readonly documents: readonly TrainingDocument[];
}

export interface FitOptions {
  readonly kind: TaskKind;
  readonly settings: TrainSettings;
  readonly seed: number;
  readonly signal?: AbortFlag | undefined;
  readonly onEpoch?: (() => void) | undefined;
  /** Warm start, see `DualFit`; then at most this many passes. */
  readonly initialDuals?: Float32Array | undefined;
  readonly warmEpochs?: number | undefined;
}

// Weights and duals above this would pass 400 MB each.
const MAX_CELLS = 100_000_000;

/** How many features (dense ones included) weights of so many classes may have. */
export function mostFeatures(classCount: number): number {
  return Math.floor(MAX_CELLS / classCount);
}

export function labelledMatrix(
  matrix: SparseMatrix,
  dense: DenseColumns | undefined,
  documents: readonly TrainingDocument[],
  classCount: number,
): LabelledMatrix {
  const columns = matrix.columns + (dense?.dimension ?? 0);
  const cells = Math.max(columns, matrix.rows) * classCount;
  if (cells > MAX_CELLS) {
    throw new ClassifierError(
      'too-large',
      `${columns} features and ${matrix.rows} documents with ${classCount} classes exceed what is trained in memory (${MAX_CELLS} cells).`,
    );
  }
  const labelStart = new Int32Array(documents.length + 1);
  for (const [row, { labels }] of documents.entries())
    labelStart[row + 1] = (labelStart[row] as number) + labels.length;
  return {
    matrix,
    dense,
    documents,
    classCount,
    labelStart,
    labels: Int32Array.from(documents.flatMap(({ labels }) => labels)),
  };
}

/** Numbers other than 0 of the rows. */
export function countEntries({ matrix, dense }: LabelledRows): number {
  return (
    matrix.index.length + (dense === undefined ? 0 : dense.values.reduce((count, x) => count + (x === 0 ? 0 : 1), 0))
  );
}

function lossOf({ kind, settings }: FitOptions, documents: number): DualLoss {
  if (lossFor(settings, kind, documents) === 'squared-hinge') return 'squared-hinge';
  return kind === 'single' ? 'softmax' : 'logistic';
}

/** Documents of each class among the rows. */
function countClasses(data: LabelledMatrix, rows: Int32Array): Float64Array {
  const counts = new Float64Array(data.classCount);
  for (const row of rows) {
    for (let k = data.labelStart[row] as number; k < (data.labelStart[row + 1] as number); k++) {
      const label = data.labels[k] as number;
      counts[label] = (counts[label] as number) + 1;
    }
  }
  return counts;
}

/**
 * Cost of each matrix row: that of the settings; for single-label times the weight of its class, and times what the class
 * lacks among the given rows against all rows. The latter keeps the shares of the classes, and their weight against the
 * regularisation, in folds as they are in the whole: else holding out documents of a small class makes it look rarer,
 * and out-of-fold scores of few examples are worse than guessing (AG News, 8 a class: 16 % right instead of 53 %).
 */
function rowCosts(data: LabelledMatrix, rows: Int32Array, { kind, settings }: FitOptions): Float32Array {
  const total = data.matrix.rows;
  const base = costFor(settings, kind, lossFor(settings, kind, total));
  const costs = new Float32Array(total).fill(base);
  if (kind !== 'single') return costs;
  const inAll = countClasses(
    data,
    Int32Array.from(costs, (_, row) => row),
  );
  const inRows = countClasses(data, rows);
  const present = inAll.reduce((sum, count) => sum + Math.sign(count), 0);
  const weights = classWeightsFor(settings, inAll);
  for (const row of rows) {
    const label = data.labels[data.labelStart[row] as number] as number;
    const all = inAll[label] as number;
    const rarity = total / (present * all);
    const weight = { none: 1, mild: Math.sqrt(rarity), balanced: rarity }[weights];
    costs[row] = (base * weight * all) / (inRows[label] as number);
  }
  return costs;
}

function areWeighted(data: LabelledMatrix, { kind, settings }: FitOptions): boolean {
  const all = Int32Array.from(data.documents, (_, row) => row);
  return kind === 'single' && classWeightsFor(settings, countClasses(data, all)) !== 'none';
}

/** Fits the given rows from zero; returns the passes made. */
export function fitRows(solver: Solver, data: LabelledMatrix, rows: Int32Array, options: FitOptions): number {
  const { settings, seed, signal, onEpoch } = options;
  const loss = lossOf(options, data.matrix.rows);
  const cost = rowCosts(data, rows, options);
  const epochs = options.warmEpochs ?? epochsFor(settings, rows.length);
  const { initialDuals } = options;
  return solver.fit({ loss, rows, cost, epochs, tolerance: settings.tolerance, seed, signal, onEpoch, initialDuals });
}

export interface OutOfFold {
  /** The loss the scores come from. */
  readonly loss: DualLoss;
  /** Matrix rows that were held out once, ascending; `raw` has their scores in this order. */
  readonly rows: Int32Array;
  readonly raw: RawScores;
  /** Rare classes counted more than their share. */
  readonly weighted: boolean;
}

/**
 * Scores each document by a model that has not seen it: one fit a fold. A document of a single-label problem whose class
 * the other folds do not have is left out, as is a fold without others: their scores would say nothing about the final model.
 * @param keys of the vocabulary's columns
 */
export function scoreOutOfFold(
  solver: Solver,
  data: LabelledMatrix,
  keys: Uint32Array,
  options: FitOptions,
): OutOfFold {
  const { matrix, documents, classCount } = data;
  const count = foldCount(documents.length);
  const folds = foldsOf(
    documents.map(({ id }) => id),
    count,
  );
  const scores = new Float32Array(matrix.rows * classCount);
  const usable = new Uint8Array(matrix.rows);
  const heldOutRows = createHeldOutRows(matrix, keys);
  for (let fold = 0; fold < count; fold++) {
    throwIfAborted(options.signal);
    const all = Int32Array.from(folds, (_, row) => row);
    const learned = all.filter((row) => folds[row] !== fold);
    const heldOut = all.filter((row) => folds[row] === fold);
    if (learned.length === 0 || heldOut.length === 0) continue;
    const known = new Set(Array.from(learned, (row) => documents[row]?.labels ?? []).flat());
    fitRows(solver, data, learned, options);
    const valuesOf = heldOutRows.forFold(heldOut);
    for (const row of heldOut) {
      const labels = documents[row]?.labels ?? [];
      if (options.kind === 'single' && !labels.every((label) => known.has(label))) continue;
      usable[row] = 1;
      solver.scoreRow(row, scores, row * classCount, valuesOf(row));
    }
  }
  const rows = Int32Array.from(usable, (_, row) => row).filter((row) => usable[row] === 1);
  const kept = new Float32Array(rows.length * classCount);
  for (const [i, row] of rows.entries())
    kept.set(scores.subarray(row * classCount, (row + 1) * classCount), i * classCount);
  const expected = Array.from(rows, (row) => documents[row]?.labels ?? []);
  const raw = { classCount, rows: rows.length, scores: kept, expected };
  return { loss: lossOf(options, matrix.rows), rows, raw, weighted: areWeighted(data, options) };
}
