import type { AbortFlag } from '../errors/abort-flag.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

/** Softmax for single-label, the others one-vs-rest: logistic for multi-label, squared hinge as an option for either. */
export type DualLoss = 'softmax' | 'logistic' | 'squared-hinge';

/** Columns behind those of a sparse matrix that nearly every row has. */
export interface DenseColumns {
  readonly dimension: number;
  /** rows × dimension. */
  readonly values: Float32Array;
}

/** Rows and their classes. */
export interface LabelledRows {
  readonly matrix: SparseMatrix;
  readonly dense?: DenseColumns | undefined;
  readonly classCount: number;
  /** Classes of row i: `labels[k]` for `labelStart[i] ≤ k < labelStart[i + 1]`. */
  readonly labelStart: Int32Array;
  readonly labels: Int32Array;
}

/**
 * What the solvers minimise: ½‖W‖² + Σ_i cost_i · loss(W x_i, y_i), W of shape columns × classes, dense columns included (bias included as the
 * constant feature 1 of every row), by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang 2013), one document
 * at a time over all classes. `cost` is scikit-learn's C times the weight of the document.
 */
export interface DualFit {
  readonly loss: DualLoss;
  /** Rows to learn from (distinct). */
  readonly rows: Int32Array;
  /** By row of the matrix. */
  readonly cost: Float32Array;
  readonly epochs: number;
  /**
   * Warm start: dual variables to begin from, rows.length × stride, as `duals()` of an earlier fit gave them. Rows of zeros
   * are new; they have the first pass to themselves.
   */
  readonly initialDuals?: Float32Array | undefined;
  /** Stop after a pass in which no dual variable moved further. */
  readonly tolerance: number;
  readonly seed: number;
  readonly signal?: AbortFlag | undefined;
  readonly onEpoch?: (() => void) | undefined;
}

/** Linear scores: score_c(x) = bias_c + Σ_f weights[f · stride + c] · x_f, c < classCount ≤ stride. */
export interface LinearWeights {
  readonly classCount: number;
  readonly stride: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** A document whose duals moved less sleeps for 1, 2, … up to 4 passes; with one-vs-rest losses in each block of classes. */
export const QUIET_MOVE = 0.01;

/** Classes of a block: four vectors, and one cache line of the weights of a feature. */
export const BLOCK_WIDTH = 16;
