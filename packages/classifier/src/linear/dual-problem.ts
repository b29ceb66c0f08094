import type { AbortFlag } from '../abort-flag.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

/**
 * What both solvers minimise: ½‖W‖² + Σ_i cost_i · loss(W x_i, y_i), W of shape columns × classes (bias included as the
 * constant feature 1 of every row), by stochastic dual coordinate ascent (Shalev-Shwartz and Zhang 2013), one document
 * at a time over all classes. `cost` is scikit-learn's C times the weight of the document's class.
 */
export interface DualProblem {
  readonly matrix: SparseMatrix;
  /** Rows to learn from (distinct), in an order that decides nothing but the shuffle. */
  readonly rows: Int32Array;
  readonly classCount: number;
  /** Classes of row i: `labels[k]` for `labelStart[i] ≤ k < labelStart[i + 1]`. */
  readonly labelStart: Int32Array;
  readonly labels: Int32Array;
  /** By row of the matrix. */
  readonly cost: Float32Array;
  readonly epochs: number;
  /** Stop after a pass in which no dual variable moved further. */
  readonly tolerance: number;
  readonly seed: number;
  readonly signal?: AbortFlag | undefined;
  /** Called after each pass with its number (from 1). */
  readonly onEpoch?: ((epoch: number) => void) | undefined;
}

/** Linear scores: score_c(x) = bias_c + Σ_f weights[f · classCount + c] · x_f. */
export interface LinearWeights {
  readonly classCount: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly epochs: number;
}
