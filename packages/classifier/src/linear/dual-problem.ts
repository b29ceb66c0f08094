import type { AbortFlag } from '../errors/abort-flag.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

/**
 * What the solver minimises for a document. `softmax` (single-label) looks at all classes together. `logistic` (multi-label)
 * and `squared-hinge` (either kind) look at each class by itself: one-vs-rest.
 */
export type DualLoss = 'softmax' | 'logistic' | 'squared-hinge';

/** Columns that follow those of a sparse matrix. Nearly every row has a value in each of them. */
export interface DenseColumns {
  readonly dimension: number;
  /** rows × dimension, row by row. */
  readonly values: Float32Array;
}

/** The rows to learn from, and the classes of each. */
export interface LabelledRows {
  readonly matrix: SparseMatrix;
  readonly dense?: DenseColumns | undefined;
  readonly classCount: number;
  /** The classes of row i are `labels[k]` with `labelStart[i] ≤ k < labelStart[i + 1]`. */
  readonly labelStart: Int32Array;
  readonly labels: Int32Array;
}

/**
 * One fit. The solver minimises ½‖W‖² + Σ_i cost_i · loss(W x_i, y_i) by stochastic dual coordinate ascent (Shalev-Shwartz
 * and Zhang 2013): one document at a time, over all classes. W has a row for each column of the matrix (sparse and dense),
 * a row for the bias (a feature that is 1 in every document), and a column for each class.
 */
export interface DualFit {
  readonly loss: DualLoss;
  /** The matrix rows to learn from; each occurs once. */
  readonly rows: Int32Array;
  /** By matrix row: scikit-learn's C, times the weight of the document. */
  readonly cost: Float32Array;
  /** The most passes over the documents. */
  readonly epochs: number;
  /**
   * Warm start: the dual variables to begin from, rows.length × stride, as `duals()` of an earlier fit returned them. A
   * document whose numbers are all 0 counts as new. The first pass visits new documents only.
   */
  readonly initialDuals?: Float32Array | undefined;
  /** The fit ends after a pass in which no dual variable changed by more than this. */
  readonly tolerance: number;
  readonly seed: number;
  readonly signal?: AbortFlag | undefined;
  /** Called after each pass. */
  readonly onEpoch?: (() => void) | undefined;
}

/** The weights of linear scores: score_c(x) = bias_c + Σ_f weights[f · stride + c] · x_f, with c < classCount ≤ stride. */
export interface LinearWeights {
  readonly classCount: number;
  readonly stride: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/**
 * When no dual variable of a document changes by as much in a visit, the next passes skip the document: first 1 pass, then
 * 2, up to 4. With one-vs-rest losses each block of classes is skipped by itself.
 */
export const QUIET_MOVE = 0.01;

/** The number of classes in a block: four SIMD vectors, and one cache line of a feature's weights. */
export const BLOCK_WIDTH = 16;
