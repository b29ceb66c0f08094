// Stochastic dual coordinate ascent, the loops of src/linear/fit-dual.ts (which is the readable twin and the test oracle).
import { ln } from './exp-log.ts';
import { addToRows, dotRow } from './rows.ts';
import { exp4, logistic4, max4, omega4, sum4 } from './vector-math.ts';

const SOFTMAX: i32 = 0;
// 1 is one-vs-rest logistic.
const SQUARED_HINGE: i32 = 2;

// Addresses of the arrays and sizes, set once a fit by `configureDual`.
let loss: i32 = 0;
let classes: i32 = 0;
let stride: i32 = 0;
let rowStart: usize = 0;
let index: usize = 0;
let value: usize = 0;
let labelStart: usize = 0;
let labels: usize = 0;
let cost: usize = 0;
let norms: usize = 0;
let rows: usize = 0;
let dual: usize = 0;
let weights: usize = 0;
let bias: usize = 0;
/** Scores, previous and next dual values: 3 × stride floats. */
let scratch: usize = 0;

export function configureDual(
  lossKind: i32,
  classCount: i32,
  classStride: i32,
  rowStartAt: usize,
  indexAt: usize,
  valueAt: usize,
  labelStartAt: usize,
  labelsAt: usize,
  costAt: usize,
  normsAt: usize,
  rowsAt: usize,
  dualAt: usize,
  weightsAt: usize,
  biasAt: usize,
  scratchAt: usize,
): void {
  loss = lossKind;
  classes = classCount;
  stride = classStride;
  rowStart = rowStartAt;
  index = indexAt;
  value = valueAt;
  labelStart = labelStartAt;
  labels = labelsAt;
  cost = costAt;
  norms = normsAt;
  rows = rowsAt;
  dual = dualAt;
  weights = weightsAt;
  bias = biasAt;
  scratch = scratchAt;
}

function softmaxStep(scores: usize, previous: usize, next: usize, a: f32): void {
  const size = (<usize>stride) << 2;
  let most = f32x4.splat(-1e30);
  for (let c: usize = 0; c < size; c += 16) most = f32x4.max(most, v128.load(scores + c));
  const top = max4(most);
  const tops = f32x4.splat(top);
  let sums = f32x4.splat(0);
  for (let c: usize = 0; c < size; c += 16) sums = f32x4.add(sums, exp4(f32x4.sub(v128.load(scores + c), tops)));
  let shift: f32 = <f32>(ln(<f64>a) - (<f64>top + ln(<f64>sum4(sums))));
  let total: f32 = 0;
  const as = f32x4.splat(a);
  const one = f32x4.splat(1);
  for (let round = 0; round < 30; round++) {
    let totals = f32x4.splat(0);
    let slopes = f32x4.splat(0);
    const shifts = f32x4.splat(shift);
    for (let c: usize = 0; c < size; c += 16) {
      const b = f32x4.add(v128.load(scores + c), f32x4.mul(as, v128.load(previous + c)));
      const w = omega4(f32x4.add(b, shifts));
      v128.store(next + c, w);
      totals = f32x4.add(totals, w);
      slopes = f32x4.add(slopes, f32x4.div(w, f32x4.add(w, one)));
    }
    total = sum4(totals);
    if (abs(total - a) < <f32>1e-5 * a) break;
    shift += (a - total) / sum4(slopes);
  }
  const inverse = f32x4.splat(<f32>1 / total);
  for (let c: usize = 0; c < size; c += 16) v128.store(next + c, f32x4.mul(v128.load(next + c), inverse));
}

/**
 * Squared hinge, one-vs-rest: with sign y the dual is α ≥ 0, contribution y·α; stored is p so that expected − p = y·α / 2,
 * see fit-dual.ts. Closed form: α' = max(0, α + (1 − y·s − α/(2C)) / (q + 1/(2C))).
 */
function hingeStep(scores: usize, held: usize, next: usize, rowCost: f32, squaredNorm: f32): void {
  const half = <f32>0.5 / rowCost;
  const denominator = f32x4.splat(squaredNorm + half);
  const size = (<usize>stride) << 2;
  for (let c: usize = 0; c < size; c += 16) {
    const sign = v128.load(next + c);
    const alpha = f32x4.mul(sign, v128.load(held + c));
    const margin = f32x4.sub(f32x4.splat(1), f32x4.mul(sign, v128.load(scores + c)));
    const step = f32x4.div(f32x4.sub(margin, f32x4.mul(alpha, f32x4.splat(half))), denominator);
    const moved = f32x4.max(f32x4.add(alpha, step), f32x4.splat(0));
    v128.store(next + c, f32x4.mul(sign, moved));
  }
}

/** One exact step for the document at `position` of `rows`; the largest move of its dual variables. */
function visit(position: i32): f32 {
  const size = (<usize>stride) << 2;
  const scores = scratch;
  const previous = scratch + size;
  const next = scratch + 2 * size;
  const row = <usize>load<u32>(rows + ((<usize>position) << 2));
  const from = load<i32>(rowStart + (row << 2));
  const entries = load<i32>(rowStart + (row << 2), 4) - from;
  const rowIndex = index + ((<usize>from) << 2);
  const rowValue = value + ((<usize>from) << 2);
  const rowCost = load<f32>(cost + (row << 2));
  const held = dual + <usize>position * size;
  const squaredNorm = load<f32>(norms + (row << 2)) + <f32>1;
  dotRow(weights, stride, rowIndex, rowValue, entries, bias, scores);
  const labelFrom = load<i32>(labelStart + (row << 2));
  const labelTo = load<i32>(labelStart + (row << 2), 4);
  if (loss === SQUARED_HINGE) {
    for (let c: usize = 0; c < size; c += 16) v128.store(next + c, f32x4.splat(-1));
    for (let k = labelFrom; k < labelTo; k++)
      store<f32>(next + ((<usize>load<u32>(labels + ((<usize>k) << 2))) << 2), 1);
    hingeStep(scores, held, next, rowCost, squaredNorm);
  } else {
    for (let c: usize = 0; c < size; c += 16) v128.store(previous + c, f32x4.neg(v128.load(held + c)));
    for (let k = labelFrom; k < labelTo; k++) {
      const at = previous + ((<usize>load<u32>(labels + ((<usize>k) << 2))) << 2);
      store<f32>(at, load<f32>(at) + <f32>1);
    }
    const a = rowCost * squaredNorm;
    if (loss === SOFTMAX) softmaxStep(scores, previous, next, a);
    else {
      for (let c: usize = 0; c < size; c += 16) {
        const z = f32x4.add(v128.load(scores + c), f32x4.mul(f32x4.splat(a), v128.load(previous + c)));
        v128.store(next + c, logistic4(z, a));
      }
    }
    // next := new dual = old dual + previous − next
    for (let c: usize = 0; c < size; c += 16) {
      const change = f32x4.sub(v128.load(previous + c), v128.load(next + c));
      v128.store(next + c, f32x4.add(v128.load(held + c), change));
    }
  }
  // The padding lanes stay as they are, whatever the step made of them.
  for (let c = classes; c < stride; c++) store<f32>(next + ((<usize>c) << 2), load<f32>(held + ((<usize>c) << 2)));
  const factor = f32x4.splat(loss === SQUARED_HINGE ? <f32>1 : rowCost);
  let most = f32x4.splat(0);
  for (let c: usize = 0; c < size; c += 16) {
    const old = v128.load(held + c);
    // Moves below 1e-5 are not made: their sum over all passes cannot matter, and whole blocks of classes are saved.
    const wished = f32x4.sub(v128.load(next + c), old);
    const moves = f32x4.ge(f32x4.abs(wished), f32x4.splat(1e-5));
    const moved = v128.and(wished, moves);
    most = f32x4.max(most, f32x4.abs(moved));
    v128.store(held + c, f32x4.add(old, moved));
    const change = f32x4.mul(factor, moved);
    v128.store(next + c, change);
    v128.store(bias + c, f32x4.add(v128.load(bias + c), change));
  }
  addToRows(weights, stride, rowIndex, rowValue, entries, next);
  return max4(most);
}

/**
 * Visits documents order[from…to) of a pass. A document that moved less than `quiet` sleeps for 1, 2, … 4 passes; `sleep`
 * and `streak` are its counters (bytes, by position). Returns the largest move.
 */
export function visitDocuments(order: usize, from: i32, to: i32, sleep: usize, streak: usize, quiet: f32): f32 {
  let most: f32 = 0;
  for (let i = from; i < to; i++) {
    const position = load<i32>(order + ((<usize>i) << 2));
    const asleep = load<u8>(sleep + <usize>position);
    if (asleep > 0) {
      store<u8>(sleep + <usize>position, asleep - 1);
      continue;
    }
    const moved = visit(position);
    most = max(most, moved);
    const calm: u8 = moved < quiet ? <u8>min<u32>(4, <u32>load<u8>(streak + <usize>position) + 1) : 0;
    store<u8>(streak + <usize>position, calm);
    store<u8>(sleep + <usize>position, calm);
  }
  return most;
}

/** Scores of one row of the configured matrix into `out` (stride floats). */
export function scoreMatrixRow(row: i32, out: usize): void {
  const from = load<i32>(rowStart + ((<usize>row) << 2));
  const entries = load<i32>(rowStart + ((<usize>row) << 2), 4) - from;
  dotRow(weights, stride, index + ((<usize>from) << 2), value + ((<usize>from) << 2), entries, bias, out);
}

/** Adds to weights and bias what the dual variables of the first `count` documents stand for. */
export function applyDuals(count: i32): void {
  const size = (<usize>stride) << 2;
  for (let position = 0; position < count; position++) {
    const row = <usize>load<u32>(rows + ((<usize>position) << 2));
    const from = load<i32>(rowStart + (row << 2));
    const entries = load<i32>(rowStart + (row << 2), 4) - from;
    const held = dual + <usize>position * size;
    const factor = f32x4.splat(loss === SQUARED_HINGE ? <f32>1 : load<f32>(cost + (row << 2)));
    for (let c: usize = 0; c < size; c += 16) {
      const change = f32x4.mul(factor, v128.load(held + c));
      v128.store(scratch + c, change);
      v128.store(bias + c, f32x4.add(v128.load(bias + c), change));
    }
    addToRows(weights, stride, index + ((<usize>from) << 2), value + ((<usize>from) << 2), entries, scratch);
  }
}
