// Stochastic dual coordinate ascent. src/testing/reference-fit-dual.ts does the same in readable TypeScript; a test compares
// the two.
//
// With one-vs-rest losses the classes do not depend on each other. So a document can be skipped ("it sleeps") in single
// blocks of `blockWidth` classes: a document that is unclear between two classes takes time in their blocks only. Softmax has
// one block.
import { addToDense, addToRows, dotDense, dotRow } from './rows.ts';
import { hingeStep, softmaxStep } from './steps.ts';
import { logistic4, max4 } from './vector-math.ts';

const SOFTMAX: i32 = 0;
// 1 is the one-vs-rest logistic loss.
const SQUARED_HINGE: i32 = 2;

// Sizes and addresses of the arrays. `configureProblem` and `configureAddresses` set them before each fit.
let loss: i32 = 0;
let classes: i32 = 0;
let stride: i32 = 0;
let blockWidth: i32 = 0;
/** The number of sparse columns. The dense columns follow them. */
let sparseColumns: i32 = 0;
let dimension: i32 = 0;
/** The number of documents of the fit. */
let count: i32 = 0;
/** A dual variable is not changed by less than this. So whole blocks of classes need no work. */
let leastMove: f32 = 0;
let rowStart: usize = 0;
let index: usize = 0;
let value: usize = 0;
let dense: usize = 0;
let labelStart: usize = 0;
let labels: usize = 0;
let cost: usize = 0;
let norms: usize = 0;
let rows: usize = 0;
let dual: usize = 0;
let weights: usize = 0;
let bias: usize = 0;
let sleep: usize = 0;
let streak: usize = 0;
/** 3 × stride floats: scores, previous probabilities, next values. */
let scratch: usize = 0;
/** By block: the largest change of a dual variable in the last visit. */
let moves: usize = 0;

export function configureProblem(
  lossKind: i32,
  classCount: i32,
  classStride: i32,
  width: i32,
  sparseColumnCount: i32,
  denseDimension: i32,
  documentCount: i32,
  least: f32,
): void {
  loss = lossKind;
  classes = classCount;
  stride = classStride;
  blockWidth = width;
  sparseColumns = sparseColumnCount;
  dimension = denseDimension;
  count = documentCount;
  leastMove = least;
}

export function configureAddresses(
  rowStartAt: usize,
  indexAt: usize,
  valueAt: usize,
  denseAt: usize,
  labelStartAt: usize,
  labelsAt: usize,
  costAt: usize,
  normsAt: usize,
  rowsAt: usize,
  dualAt: usize,
  weightsAt: usize,
  biasAt: usize,
  sleepAt: usize,
  streakAt: usize,
  scratchAt: usize,
  movesAt: usize,
): void {
  rowStart = rowStartAt;
  index = indexAt;
  value = valueAt;
  dense = denseAt;
  labelStart = labelStartAt;
  labels = labelsAt;
  cost = costAt;
  norms = normsAt;
  rows = rowsAt;
  dual = dualAt;
  weights = weightsAt;
  bias = biasAt;
  sleep = sleepAt;
  streak = streakAt;
  scratch = scratchAt;
  moves = movesAt;
}

// The classes that are worked on: `width` classes from class `first` on.
let first: i32 = 0;
let width: i32 = 0;

/** Writes the scores of a row, for the classes that are worked on, to `out`. */
function scoreRow(row: usize, out: usize): void {
  const from = load<i32>(rowStart + (row << 2));
  const entries = load<i32>(rowStart + (row << 2), 4) - from;
  const at = (<usize>from) << 2;
  const before = (<usize>first) << 2;
  dotRow(weights + before, stride, width, index + at, value + at, entries, bias + before, out);
  if (dimension === 0) return;
  const denseWeights = weights + before + ((<usize>sparseColumns * <usize>stride) << 2);
  dotDense(denseWeights, stride, width, dense + ((row * <usize>dimension) << 2), dimension, out);
}

/** Adds value · change to the weights of these classes, for every value of the row. */
function moveRow(row: usize, change: usize): void {
  const from = load<i32>(rowStart + (row << 2));
  const entries = load<i32>(rowStart + (row << 2), 4) - from;
  const at = (<usize>from) << 2;
  const before = (<usize>first) << 2;
  addToRows(weights + before, stride, width, index + at, value + at, entries, change);
  if (dimension === 0) return;
  const denseWeights = weights + before + ((<usize>sparseColumns * <usize>stride) << 2);
  addToDense(denseWeights, stride, width, dense + ((row * <usize>dimension) << 2), dimension, change);
}

/**
 * One exact step for the document at `position` of `rows`, in the classes that are worked on. Writes the largest change of each
 * block to `moves`, and returns the largest change of all.
 */
function visit(position: i32): f32 {
  const size = (<usize>width) << 2;
  const scores = scratch;
  const previous = scratch + size;
  const next = scratch + 2 * size;
  const row = <usize>load<u32>(rows + ((<usize>position) << 2));
  const rowCost = load<f32>(cost + (row << 2));
  const held = dual + ((<usize>position * <usize>stride + <usize>first) << 2);
  const squaredNorm = load<f32>(norms + (row << 2)) + <f32>1;
  scoreRow(row, scores);
  const labelFrom = load<i32>(labelStart + (row << 2));
  const labelTo = load<i32>(labelStart + (row << 2), 4);
  if (loss === SQUARED_HINGE) {
    for (let c: usize = 0; c < size; c += 16) v128.store(next + c, f32x4.splat(-1));
    for (let k = labelFrom; k < labelTo; k++) {
      const c = load<i32>(labels + ((<usize>k) << 2)) - first;
      if (c >= 0 && c < width) store<f32>(next + ((<usize>c) << 2), 1);
    }
    hingeStep(scores, held, next, rowCost, squaredNorm, size);
  } else {
    for (let c: usize = 0; c < size; c += 16) v128.store(previous + c, f32x4.neg(v128.load(held + c)));
    for (let k = labelFrom; k < labelTo; k++) {
      const c = load<i32>(labels + ((<usize>k) << 2)) - first;
      if (c < 0 || c >= width) continue;
      const at = previous + ((<usize>c) << 2);
      store<f32>(at, load<f32>(at) + <f32>1);
    }
    const a = rowCost * squaredNorm;
    if (loss === SOFTMAX) softmaxStep(scores, previous, next, a, size);
    else {
      for (let c: usize = 0; c < size; c += 16) {
        const z = f32x4.add(v128.load(scores + c), f32x4.mul(f32x4.splat(a), v128.load(previous + c)));
        v128.store(next + c, logistic4(z, a));
      }
    }
    // next becomes the new dual value: old dual value + previous − next.
    for (let c: usize = 0; c < size; c += 16) {
      const change = f32x4.sub(v128.load(previous + c), v128.load(next + c));
      v128.store(next + c, f32x4.add(v128.load(held + c), change));
    }
  }
  // The padding classes after the last class keep their values.
  for (let c = max(classes - first, 0); c < width; c++)
    store<f32>(next + ((<usize>c) << 2), load<f32>(held + ((<usize>c) << 2)));
  const factor = f32x4.splat(loss === SQUARED_HINGE ? <f32>1 : rowCost);
  const here = bias + ((<usize>first) << 2);
  const blockSize = (<usize>blockWidth) << 2;
  let blockMove = moves + ((<usize>(first / blockWidth)) << 2);
  const leasts = f32x4.splat(leastMove);
  let most: f32 = 0;
  for (let from: usize = 0; from < size; from += blockSize) {
    let largest = f32x4.splat(0);
    const to = min(from + blockSize, size);
    for (let c = from; c < to; c += 16) {
      const old = v128.load(held + c);
      const wished = f32x4.sub(v128.load(next + c), old);
      const moving = f32x4.ge(f32x4.abs(wished), leasts);
      const moved = v128.and(wished, moving);
      largest = f32x4.max(largest, f32x4.abs(moved));
      v128.store(held + c, f32x4.add(old, moved));
      const change = f32x4.mul(factor, moved);
      v128.store(next + c, change);
      v128.store(here + c, f32x4.add(v128.load(here + c), change));
    }
    const blockMost = max4(largest);
    store<f32>(blockMove, blockMost);
    blockMove += 4;
    most = max(most, blockMost);
  }
  if (most > 0) moveRow(row, next);
  return most;
}

/** Whether the document is to be visited in a block. Otherwise it has one pass fewer to sleep there. */
function wakes(counter: usize): bool {
  const asleep = load<u8>(sleep + counter);
  if (asleep > 0) store<u8>(sleep + counter, asleep - 1);
  return asleep === 0;
}

/**
 * Visits the documents order[from…to), each in its blocks that do not sleep; neighbouring blocks are visited together. When
 * the largest change in a block is below `quiet`, the document sleeps there: first for 1 pass, then for 2, up to 4. Returns the
 * largest change.
 */
export function visitDocuments(order: usize, from: i32, to: i32, quiet: f32): f32 {
  const blocks = (stride + blockWidth - 1) / blockWidth;
  let most: f32 = 0;
  for (let i = from; i < to; i++) {
    const position = load<i32>(order + ((<usize>i) << 2));
    const counters = <usize>position * <usize>blocks;
    for (let block = 0; block < blocks; block++) {
      if (!wakes(counters + <usize>block)) continue;
      let end = block + 1;
      while (end < blocks && wakes(counters + <usize>end)) end++;
      first = block * blockWidth;
      width = min(end * blockWidth, stride) - first;
      most = max(most, visit(position));
      for (let b = block; b < end; b++) {
        const counter = counters + <usize>b;
        const isQuiet = load<f32>(moves + ((<usize>b) << 2)) < quiet;
        const calm: u8 = isQuiet ? <u8>min<u32>(4, <u32>load<u8>(streak + counter) + 1) : 0;
        store<u8>(streak + counter, calm);
        store<u8>(sleep + counter, calm);
      }
      block = end;
    }
  }
  return most;
}

/** Writes the scores of a matrix row to `out`: stride floats. */
export function scoreMatrixRow(row: i32, out: usize): void {
  first = 0;
  width = stride;
  scoreRow(<usize>row, out);
}

/** Adds to weights and bias what belongs to the present dual variables of all documents. */
export function applyDuals(): void {
  first = 0;
  width = stride;
  const size = (<usize>stride) << 2;
  for (let position = 0; position < count; position++) {
    const row = <usize>load<u32>(rows + ((<usize>position) << 2));
    const held = dual + <usize>position * size;
    const factor = f32x4.splat(loss === SQUARED_HINGE ? <f32>1 : load<f32>(cost + (row << 2)));
    for (let c: usize = 0; c < size; c += 16) {
      const change = f32x4.mul(factor, v128.load(held + c));
      v128.store(scratch + c, change);
      v128.store(bias + c, f32x4.add(v128.load(bias + c), change));
    }
    moveRow(row, scratch);
  }
}
