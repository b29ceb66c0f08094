import { throwIfAborted } from '../errors/abort-flag.ts';
import {
  BLOCK_WIDTH,
  type DenseColumns,
  type DualFit,
  type DualLoss,
  type LabelledRows,
  type LinearWeights,
  QUIET_MOVE,
} from './dual-problem.ts';
import { createKernels, createLayout, type Kernels, reserveMemory } from './kernels.ts';
import { createRandom, shuffle } from './random.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

const LOSS_CODES: Readonly<Record<DualLoss, number>> = { softmax: 0, logistic: 1, 'squared-hinge': 2 };

// The solver reads the abort flag after so many documents: about every millisecond.
const SLICE = 256;

// A dual variable is not changed by less than this: the sum of such changes over all passes cannot matter.
const LEAST_MOVE = 1e-5;

// The bias of the padding classes between classCount and stride: their probabilities are 0.
const NEVER = -1e30;

type Addresses = ReturnType<typeof layOut>['addresses'];

/** Fits one data set any number of times (folds, settings), in a memory of its own. */
export interface Solver {
  /** classCount, rounded up to a multiple of 4. */
  readonly stride: number;
  /** Replaces the dense columns; undefined: there are none. The dimension must not be larger than the solver was made for. */
  setDense(dense: DenseColumns | undefined): void;
  /**
   * Fits, from zero or from `initialDuals`, and returns the number of passes. The same problem and seed give the same bits on
   * every machine.
   * @throws ClassifierError `aborted`
   */
  fit(fit: DualFit): number;
  /**
   * Writes the scores of a matrix row by the last fit into `target`: classCount numbers from `at` on. `values`, if given,
   * replace the values of the row's sparse entries in this call.
   */
  scoreRow(row: number, target: Float32Array, at: number, values?: Float32Array): void;
  /**
   * A copy of the dual variables of the last fit, rows.length × stride. With softmax and logistic loss they are the expected
   * minus the fitted probability, with squared hinge y·α.
   */
  duals(): Float32Array;
  /** A copy of the weights of the last fit. */
  weights(): LinearWeights;
}

function blocksOf(stride: number, blockWidth: number): number {
  return Math.ceil(stride / blockWidth);
}

function layOut(data: LabelledRows, stride: number, dimension: number) {
  const { rows, columns, index } = data.matrix;
  const { take, end } = createLayout();
  const addresses = {
    rowStart: take(4 * (rows + 1)),
    index: take(4 * index.length),
    value: take(4 * index.length),
    labelStart: take(4 * (rows + 1)),
    labels: take(4 * data.labels.length),
    cost: take(4 * rows),
    norms: take(4 * rows),
    rows: take(4 * rows),
    order: take(4 * rows),
    sleep: take(rows * blocksOf(stride, BLOCK_WIDTH)),
    streak: take(rows * blocksOf(stride, BLOCK_WIDTH)),
    bias: take(4 * stride),
    scratch: take(12 * stride),
    moves: take(4 * blocksOf(stride, BLOCK_WIDTH)),
    dual: take(4 * rows * stride),
    dense: take(4 * rows * dimension),
    weights: take(4 * (columns + dimension) * stride),
  };
  return { addresses, end: end() };
}

function copyIn(kernels: Kernels, data: LabelledRows, at: Addresses): void {
  const { matrix, labelStart, labels } = data;
  const { buffer } = kernels.memory;
  new Int32Array(buffer, at.rowStart, matrix.rowStart.length).set(matrix.rowStart);
  new Int32Array(buffer, at.index, matrix.index.length).set(matrix.index);
  new Float32Array(buffer, at.value, matrix.value.length).set(matrix.value);
  new Int32Array(buffer, at.labelStart, labelStart.length).set(labelStart);
  new Int32Array(buffer, at.labels, labels.length).set(labels);
}

/** Writes the squared Euclidean length of each row into `target`. */
function squaredNorms({ rowStart, value }: SparseMatrix, dense: DenseColumns | undefined, target: Float32Array): void {
  const dimension = dense?.dimension ?? 0;
  for (let row = 0; row < target.length; row++) {
    let sum = 0;
    for (let k = rowStart[row] as number; k < (rowStart[row + 1] as number); k++) {
      sum += (value[k] as number) * (value[k] as number);
    }
    for (let k = row * dimension; k < (row + 1) * dimension; k++) {
      const x = dense?.values[k] as number;
      sum += x * x;
    }
    target[row] = sum;
  }
}

/**
 * A solver with a copy of the rows.
 * @param dimension the most dense columns that `data` or `setDense` will give
 * @throws ClassifierError `too-large` when the machine does not have the memory
 */
export function createSolver(data: LabelledRows, dimension = data.dense?.dimension ?? 0): Solver {
  const { matrix, classCount } = data;
  const stride = Math.ceil(classCount / 4) * 4;
  const { addresses: at, end } = layOut(data, stride, dimension);
  const kernels = createKernels();
  reserveMemory(kernels, end);
  copyIn(kernels, data, at);
  const { buffer } = kernels.memory;
  const bias = new Float32Array(buffer, at.bias, stride);
  const order = new Int32Array(buffer, at.order, matrix.rows);
  const scratch = new Float32Array(buffer, at.scratch, stride);

  let columns = matrix.columns;

  const setDense = (dense: DenseColumns | undefined) => {
    const given = dense?.dimension ?? 0;
    if (given > dimension) throw new RangeError(`The solver has room for ${dimension} dense columns, given ${given}.`);
    columns = matrix.columns + given;
    if (dense !== undefined) new Float32Array(buffer, at.dense, matrix.rows * given).set(dense.values);
    squaredNorms(matrix, dense, new Float32Array(buffer, at.norms, matrix.rows));
  };
  setDense(data.dense);

  const start = (fit: DualFit) => {
    const blockWidth = fit.loss === 'softmax' ? stride : BLOCK_WIDTH;
    const counters = matrix.rows * blocksOf(stride, blockWidth);
    new Float32Array(buffer, at.cost, matrix.rows).set(fit.cost);
    new Int32Array(buffer, at.rows, matrix.rows).set(fit.rows);
    new Uint8Array(buffer, at.sleep, counters).fill(0);
    new Uint8Array(buffer, at.streak, counters).fill(0);
    new Float32Array(buffer, at.dual, matrix.rows * stride).fill(0);
    new Float32Array(buffer, at.weights, columns * stride).fill(0);
    bias.fill(0).fill(NEVER, classCount);
    for (let i = 0; i < fit.rows.length; i++) order[i] = i;
    const sizes = [matrix.columns, columns - matrix.columns, fit.rows.length] as const;
    // Squared hinge: half of the change that a last pass may make. The margins then lie within 0.04 of the best ones, and the
    // solver need not touch the weights for every class of every document, which saves a fifth of the time. With the other
    // losses the probabilities of many classes are too small for such a limit.
    const least = fit.loss === 'squared-hinge' ? Math.max(LEAST_MOVE, fit.tolerance / 2) : LEAST_MOVE;
    kernels.configureProblem(LOSS_CODES[fit.loss], classCount, stride, blockWidth, ...sizes, least);
    const documents = [at.rowStart, at.index, at.value, at.dense, at.labelStart, at.labels, at.cost] as const;
    const solution = [at.dual, at.weights, at.bias, at.sleep, at.streak] as const;
    kernels.configureAddresses(...documents, at.norms, at.rows, ...solution, at.scratch, at.moves);
    return blocksOf(stride, blockWidth);
  };

  let fitted = 0;

  /** Sets the weights that belong to the given duals. The first pass skips the documents whose duals are not all 0. */
  const resume = (duals: Float32Array, blocks: number) => {
    new Float32Array(buffer, at.dual, fitted * stride).set(duals);
    kernels.applyDuals();
    const sleep = new Uint8Array(buffer, at.sleep, fitted * blocks);
    for (let i = 0; i < fitted; i++) {
      const known = duals.subarray(i * stride, (i + 1) * stride).some((d) => d !== 0);
      sleep.fill(known ? 1 : 0, i * blocks, (i + 1) * blocks);
    }
  };

  return {
    stride,
    setDense,
    fit(fit) {
      const blocks = start(fit);
      fitted = fit.rows.length;
      if (fit.initialDuals !== undefined) resume(fit.initialDuals, blocks);
      const random = createRandom(fit.seed);
      const count = fit.rows.length;
      let epoch = 0;
      for (let most = 1; epoch < fit.epochs && (epoch < 2 || most > fit.tolerance); epoch++) {
        most = 0;
        shuffle(order.subarray(0, count), random);
        for (let from = 0; from < count; from += SLICE) {
          throwIfAborted(fit.signal);
          const to = Math.min(count, from + SLICE);
          most = Math.max(most, kernels.visitDocuments(at.order, from, to, QUIET_MOVE));
        }
        fit.onEpoch?.();
      }
      return epoch;
    },
    scoreRow(row, target, from, values) {
      const first = matrix.rowStart[row] as number;
      const own = new Float32Array(buffer, at.value + 4 * first, (matrix.rowStart[row + 1] as number) - first);
      if (values !== undefined) own.set(values);
      kernels.scoreMatrixRow(row, at.scratch);
      if (values !== undefined) own.set(matrix.value.subarray(first, first + own.length));
      for (let c = 0; c < classCount; c++) target[from + c] = scratch[c] as number;
    },
    duals: () => new Float32Array(buffer, at.dual, fitted * stride).slice(),
    weights: () => ({
      classCount,
      stride,
      weights: new Float32Array(buffer, at.weights, columns * stride).slice(),
      bias: bias.slice(0, classCount),
    }),
  };
}
