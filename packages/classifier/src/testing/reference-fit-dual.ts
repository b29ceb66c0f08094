import { throwIfAborted } from '../errors/abort-flag.ts';
import {
  BLOCK_WIDTH,
  type DualFit,
  type LabelledRows,
  type LinearWeights,
  QUIET_MOVE,
} from '../linear/dual-problem.ts';
import { createRandom, shuffle } from '../linear/random.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';
import { logisticStep, softmaxStep } from './reference-dual-step.ts';

type DualProblem = LabelledRows & DualFit;

const LONGEST_SLEEP = 4;

interface State {
  readonly problem: DualProblem;
  readonly weights: Float32Array;
  readonly bias: Float64Array;
  /** rows.length × classCount: 1 for a class that the document has, else 0, minus the fitted p. All 0 at the start, so W = 0. */
  readonly dual: Float32Array;
  readonly norms: Float64Array;
  readonly scores: Float64Array;
  readonly previous: Float64Array;
  readonly next: Float64Array;
}

function squaredNorms({ rows, rowStart, value }: SparseMatrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const values = value.subarray(rowStart[row], rowStart[row + 1]);
    return values.reduce((sum, x) => sum + x * x, 0);
  });
}

function scoreRow(state: State, row: number): void {
  const { weights, bias, scores, problem } = state;
  const { rowStart, index, value } = problem.matrix;
  scores.set(bias);
  for (let k = rowStart[row] as number; k < (rowStart[row + 1] as number); k++) {
    const x = value[k] as number;
    const base = (index[k] as number) * scores.length;
    for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) + x * (weights[base + c] as number);
  }
}

function moveWeights(state: State, row: number, change: Float64Array): void {
  const { weights, bias, problem } = state;
  const { rowStart, index, value } = problem.matrix;
  const classes = bias.length;
  for (let c = 0; c < classes; c++) bias[c] = (bias[c] as number) + (change[c] as number);
  for (let k = rowStart[row] as number; k < (rowStart[row + 1] as number); k++) {
    const x = value[k] as number;
    const base = (index[k] as number) * classes;
    for (let c = 0; c < classes; c++) weights[base + c] = (weights[base + c] as number) + x * (change[c] as number);
  }
}

/** One exact step for a document in the classes from…to−1. Returns the largest change of a dual variable. */
function visit(state: State, position: number, from: number, to: number): number {
  const { problem, dual, previous, next, scores } = state;
  const { classCount, labelStart, labels, cost } = problem;
  const row = problem.rows[position] as number;
  const rowCost = cost[row] as number;
  const a = rowCost * ((state.norms[row] as number) + 1);
  const base = position * classCount;
  scoreRow(state, row);
  for (let c = 0; c < classCount; c++) previous[c] = -(dual[base + c] as number);
  for (let k = labelStart[row] as number; k < (labelStart[row + 1] as number); k++) {
    const label = labels[k] as number;
    previous[label] = (previous[label] as number) + 1;
  }
  if (problem.loss === 'softmax') softmaxStep(scores, previous, a, next);
  else for (let c = 0; c < classCount; c++) next[c] = logisticStep(scores[c] as number, previous[c] as number, a);
  let most = 0;
  next.fill(0, 0, from).fill(0, to);
  for (let c = from; c < to; c++) {
    // The change is that of the stored dual variable, in single precision. So W stays the exact sum over the dual variables.
    const before = dual[base + c] as number;
    dual[base + c] = before + ((previous[c] as number) - (next[c] as number));
    const moved = (dual[base + c] as number) - before;
    most = Math.max(most, Math.abs(moved));
    next[c] = rowCost * moved;
  }
  moveWeights(state, row, next);
  return most;
}

/** Does what assembly/dual.ts does, for softmax and logistic loss, in readable code. The solver is tested against it. */
export function fitDual(problem: DualProblem): LinearWeights {
  const { matrix, rows, classCount, epochs, tolerance } = problem;
  const state: State = {
    problem,
    weights: new Float32Array(matrix.columns * classCount),
    bias: new Float64Array(classCount),
    dual: new Float32Array(rows.length * classCount),
    norms: squaredNorms(matrix),
    scores: new Float64Array(classCount),
    previous: new Float64Array(classCount),
    next: new Float64Array(classCount),
  };
  const random = createRandom(problem.seed);
  const order = Int32Array.from(rows, (_, position) => position);
  const blockWidth = problem.loss === 'softmax' ? classCount : BLOCK_WIDTH;
  const blocks = Math.ceil(classCount / blockWidth);
  const sleep = new Uint8Array(rows.length * blocks);
  const streak = new Uint8Array(rows.length * blocks);
  let epoch = 0;
  for (let most = 1; epoch < epochs && (epoch < 2 || most > tolerance); ) {
    most = 0;
    shuffle(order, random);
    for (let i = 0; i < order.length; i++) {
      if ((i & 255) === 0) throwIfAborted(problem.signal);
      const position = order[i] as number;
      for (let block = 0; block < blocks; block++) {
        const counter = position * blocks + block;
        if ((sleep[counter] as number) > 0) {
          sleep[counter] = (sleep[counter] as number) - 1;
          continue;
        }
        const from = block * blockWidth;
        const moved = visit(state, position, from, Math.min(classCount, from + blockWidth));
        most = Math.max(most, moved);
        const quiet = moved < QUIET_MOVE ? Math.min(LONGEST_SLEEP, (streak[counter] as number) + 1) : 0;
        streak[counter] = quiet;
        sleep[counter] = quiet;
      }
    }
    epoch++;
    problem.onEpoch?.();
  }
  return { classCount, stride: classCount, weights: state.weights, bias: Float32Array.from(state.bias) };
}
