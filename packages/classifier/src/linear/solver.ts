import { throwIfAborted } from '../abort-flag.ts';
import { type DualFit, type DualLoss, type LabelledRows, type LinearWeights, QUIET_MOVE } from './dual-problem.ts';
import { createKernels, createLayout, type Kernels, reserveMemory } from './kernels.ts';
import { createRandom, shuffle } from './random.ts';
import { squaredNorms } from './sparse-matrix.ts';

const LOSS_CODES: Readonly<Record<DualLoss, number>> = { softmax: 0, logistic: 1, 'squared-hinge': 2 };

// Documents between two looks at the abort flag: about 1 ms.
const SLICE = 256;

// Padding lanes of the bias: no probability ever reaches them.
const NEVER = -1e30;

interface Addresses {
  readonly rowStart: number;
  readonly index: number;
  readonly value: number;
  readonly labelStart: number;
  readonly labels: number;
  readonly cost: number;
  readonly norms: number;
  readonly rows: number;
  readonly order: number;
  readonly sleep: number;
  readonly streak: number;
  readonly dual: number;
  readonly weights: number;
  readonly bias: number;
  readonly scratch: number;
}

/** Fits one data set any number of times (folds, settings) in memory of its own. */
export interface Solver {
  readonly stride: number;
  /** Fits from zero; returns the passes made. The same problem and seed give the same bits on every machine. */
  fit(fit: DualFit): number;
  /**
   * Scores of a matrix row by the last fit into `target`, from `at`, classCount values; `values` for once instead of those
   * that the row's entries have.
   */
  scoreRow(row: number, target: Float32Array, at: number, values?: Float32Array): void;
  /** A copy of the dual variables of the last fit, rows.length × stride: expected minus believed (log losses), y·α (hinge). */
  duals(): Float32Array;
  /** A copy of the last fit. */
  weights(): LinearWeights;
}

function layOut(data: LabelledRows, stride: number): { addresses: Addresses; end: number } {
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
    sleep: take(rows),
    streak: take(rows),
    bias: take(4 * stride),
    scratch: take(12 * stride),
    dual: take(4 * rows * stride),
    weights: take(4 * columns * stride),
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
  new Float32Array(buffer, at.norms, matrix.rows).set(squaredNorms(matrix));
}

/** @throws ClassifierError `too-large` when the machine does not have the memory */
export function createSolver(data: LabelledRows): Solver {
  const { matrix, classCount } = data;
  const stride = Math.ceil(classCount / 4) * 4;
  const { addresses: at, end } = layOut(data, stride);
  const kernels = createKernels();
  reserveMemory(kernels, end);
  copyIn(kernels, data, at);
  const { buffer } = kernels.memory;
  const bias = new Float32Array(buffer, at.bias, stride);
  const order = new Int32Array(buffer, at.order, matrix.rows);
  const scratch = new Float32Array(buffer, at.scratch, stride);

  const start = (fit: DualFit) => {
    new Float32Array(buffer, at.cost, matrix.rows).set(fit.cost);
    new Int32Array(buffer, at.rows, matrix.rows).set(fit.rows);
    new Uint8Array(buffer, at.sleep, matrix.rows).fill(0);
    new Uint8Array(buffer, at.streak, matrix.rows).fill(0);
    new Float32Array(buffer, at.dual, matrix.rows * stride).fill(0);
    new Float32Array(buffer, at.weights, matrix.columns * stride).fill(0);
    bias.fill(0).fill(NEVER, classCount);
    for (let i = 0; i < fit.rows.length; i++) order[i] = i;
    const { rowStart, index, value, labelStart, labels, cost, norms, rows, dual, weights, scratch: free } = at;
    const code = LOSS_CODES[fit.loss];
    const sizes = [code, classCount, stride] as const;
    kernels.configureDual(
      ...sizes,
      rowStart,
      index,
      value,
      labelStart,
      labels,
      cost,
      norms,
      rows,
      dual,
      weights,
      at.bias,
      free,
    );
  };

  let fitted = 0;

  /** Weights that belong to given duals; documents that have some sleep through the first pass. */
  const resume = (duals: Float32Array, count: number) => {
    new Float32Array(buffer, at.dual, count * stride).set(duals);
    kernels.applyDuals(count);
    const sleep = new Uint8Array(buffer, at.sleep, count);
    for (let i = 0; i < count; i++) {
      const known = duals.subarray(i * stride, (i + 1) * stride).some((d) => d !== 0);
      sleep[i] = known ? 1 : 0;
    }
  };

  return {
    stride,
    fit(fit) {
      start(fit);
      fitted = fit.rows.length;
      if (fit.initialDuals !== undefined) resume(fit.initialDuals, fitted);
      const random = createRandom(fit.seed);
      const count = fit.rows.length;
      let epoch = 0;
      for (let most = 1; epoch < fit.epochs && (epoch < 2 || most > fit.tolerance); epoch++) {
        most = 0;
        shuffle(order.subarray(0, count), random);
        for (let from = 0; from < count; from += SLICE) {
          throwIfAborted(fit.signal);
          const to = Math.min(count, from + SLICE);
          most = Math.max(most, kernels.visitDocuments(at.order, from, to, at.sleep, at.streak, QUIET_MOVE));
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
      weights: new Float32Array(buffer, at.weights, matrix.columns * stride).slice(),
      bias: bias.slice(0, classCount),
    }),
  };
}
