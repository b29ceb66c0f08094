import { type AbortFlag, throwIfAborted } from '../abort-flag.ts';
import type { RawScores } from '../calibration/raw-scores.ts';
import { ClassifierError } from '../classifier-error.ts';
import { FOLDS, foldsOf } from '../evaluation/folds.ts';
import type { LinearWeights } from '../linear/dual-problem.ts';
import { type DualLoss, fitDual } from '../linear/fit-dual.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';
import type { TrainSettings } from './settings.ts';
import type { TrainingDocument } from './training-document.ts';

/** Rows of labelled documents as numbers: all that learning needs to know. */
export interface LabelledMatrix {
  readonly matrix: SparseMatrix;
  readonly documents: readonly TrainingDocument[];
  readonly classCount: number;
  readonly labelStart: Int32Array;
  readonly labels: Int32Array;
}

export interface FitOptions {
  readonly loss: DualLoss;
  readonly settings: TrainSettings;
  readonly seed: number;
  readonly signal?: AbortFlag | undefined;
  readonly onEpoch?: (() => void) | undefined;
}

// Weights and duals above this would pass 400 MB each.
const MAX_CELLS = 100_000_000;

export function labelledMatrix(
  matrix: SparseMatrix,
  documents: readonly TrainingDocument[],
  classCount: number,
): LabelledMatrix {
  const cells = Math.max(matrix.columns, matrix.rows) * classCount;
  if (cells > MAX_CELLS) {
    throw new ClassifierError(
      'too-large',
      `${matrix.columns} features and ${matrix.rows} documents with ${classCount} classes exceed what is trained in memory (${MAX_CELLS} cells).`,
    );
  }
  const labelStart = new Int32Array(documents.length + 1);
  for (const [row, { labels }] of documents.entries())
    labelStart[row + 1] = (labelStart[row] as number) + labels.length;
  return {
    matrix,
    documents,
    classCount,
    labelStart,
    labels: Int32Array.from(documents.flatMap(({ labels }) => labels)),
  };
}

/** Fits the given rows. */
export function fitRows(data: LabelledMatrix, rows: Int32Array, options: FitOptions): LinearWeights {
  const { matrix, classCount, labelStart, labels } = data;
  const { settings, seed, signal, loss } = options;
  const cost = new Float32Array(matrix.rows).fill(settings.cost);
  const { epochs, tolerance } = settings;
  const problem = { matrix, rows, classCount, labelStart, labels, cost, epochs, tolerance, seed, signal };
  return fitDual({ ...problem, onEpoch: options.onEpoch }, loss);
}

/** Raw scores of one row into `target` from `at`. */
function scoreRow(matrix: SparseMatrix, row: number, model: LinearWeights, target: Float32Array, at: number): void {
  const { classCount, weights, bias } = model;
  const sums = Float64Array.from(bias);
  for (let k = matrix.rowStart[row] as number; k < (matrix.rowStart[row + 1] as number); k++) {
    const x = matrix.value[k] as number;
    const base = (matrix.index[k] as number) * classCount;
    for (let c = 0; c < classCount; c++) sums[c] = (sums[c] as number) + x * (weights[base + c] as number);
  }
  target.set(sums, at);
}

export interface OutOfFold {
  /** Matrix rows that were held out once, ascending; `raw` has their scores in this order. */
  readonly rows: Int32Array;
  readonly raw: RawScores;
}

/**
 * Scores each document by a model that has not seen it: one fit a fold. A document of a single-label problem whose class
 * the other folds do not have is left out, as is a fold without others: their scores would say nothing about the final model.
 */
export function scoreOutOfFold(data: LabelledMatrix, options: FitOptions): OutOfFold {
  const { matrix, documents, classCount } = data;
  const folds = foldsOf(documents.map(({ id }) => id));
  const scores = new Float32Array(matrix.rows * classCount);
  const usable = new Uint8Array(matrix.rows);
  for (let fold = 0; fold < FOLDS; fold++) {
    throwIfAborted(options.signal);
    const all = Int32Array.from(folds, (_, row) => row);
    const learned = all.filter((row) => folds[row] !== fold);
    const heldOut = all.filter((row) => folds[row] === fold);
    if (learned.length === 0 || heldOut.length === 0) continue;
    const known = new Set(Array.from(learned, (row) => documents[row]?.labels ?? []).flat());
    const model = fitRows(data, learned, options);
    for (const row of heldOut) {
      const labels = documents[row]?.labels ?? [];
      if (options.loss === 'softmax' && !labels.every((label) => known.has(label))) continue;
      usable[row] = 1;
      scoreRow(matrix, row, model, scores, row * classCount);
    }
  }
  const rows = Int32Array.from(usable, (_, row) => row).filter((row) => usable[row] === 1);
  const kept = new Float32Array(rows.length * classCount);
  for (const [i, row] of rows.entries())
    kept.set(scores.subarray(row * classCount, (row + 1) * classCount), i * classCount);
  const expected = Array.from(rows, (row) => documents[row]?.labels ?? []);
  return { rows, raw: { classCount, rows: rows.length, scores: kept, expected } };
}
