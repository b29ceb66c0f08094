import { describe, expect, it } from 'vitest';
import { fitDual } from '../testing/reference-fit-dual.ts';
import type { DualFit, DualLoss, LabelledRows } from './dual-problem.ts';
import { createRandom } from './random.ts';
import { createSolver } from './solver.ts';

/** Random rows. The class of a row depends on its first column. */
function randomProblem(rows: number, columns: number, classCount: number, seed: number): LabelledRows {
  const random = createRandom(seed);
  const rowStart = Int32Array.from({ length: rows + 1 }, (_, i) => 5 * i);
  const index = Int32Array.from({ length: 5 * rows }, () => random() % columns);
  const value = Float32Array.from({ length: 5 * rows }, () => 0.2 + (random() % 100) / 200);
  const labels = Int32Array.from({ length: rows }, (_, i) => (index[5 * i] as number) % classCount);
  const labelStart = Int32Array.from({ length: rows + 1 }, (_, i) => i);
  return { matrix: { rows, columns, rowStart, index, value }, classCount, labelStart, labels };
}

function fitOf(data: LabelledRows, loss: DualLoss): DualFit {
  const rows = Int32Array.from({ length: data.matrix.rows }, (_, i) => i);
  return { loss, rows, cost: new Float32Array(data.matrix.rows).fill(5), epochs: 8, tolerance: 0.01, seed: 9 };
}

/** ½‖W‖² + Σ C · loss, in double precision. */
function primal(data: LabelledRows, fit: DualFit, weights: Float32Array, bias: Float32Array, stride: number): number {
  const { matrix, classCount, labels } = data;
  let sum = 0;
  for (const w of weights) sum += w * w;
  for (let c = 0; c < classCount; c++) sum += (bias[c] as number) ** 2;
  let loss = 0;
  for (let row = 0; row < matrix.rows; row++) {
    const scores = Array.from({ length: classCount }, (_, c) => {
      let s = bias[c] as number;
      for (let k = matrix.rowStart[row] as number; k < (matrix.rowStart[row + 1] as number); k++) {
        s += (matrix.value[k] as number) * (weights[(matrix.index[k] as number) * stride + c] as number);
      }
      return s;
    });
    const label = labels[row] as number;
    if (fit.loss === 'softmax')
      loss += Math.log(scores.reduce((z, s) => z + Math.exp(s), 0)) - (scores[label] as number);
    else if (fit.loss === 'logistic')
      for (const [c, s] of scores.entries()) loss += Math.log1p(Math.exp(c === label ? -s : s));
    else for (const [c, s] of scores.entries()) loss += Math.max(0, 1 - (c === label ? s : -s)) ** 2;
  }
  return sum / 2 + (fit.cost[0] as number) * loss;
}

describe('the WebAssembly solver', () => {
  it.each(['softmax', 'logistic'] as const)('agrees with its TypeScript reference (%s)', (loss) => {
    for (const classCount of [1, 2, 5, 21]) {
      const data = randomProblem(150, 40, classCount, 5);
      const solver = createSolver(data);
      solver.fit(fitOf(data, loss));
      const ours = solver.weights();
      const reference = fitDual({ ...data, ...fitOf(data, loss) });
      for (let f = 0; f < 40; f++) {
        for (let c = 0; c < classCount; c++) {
          const w = ours.weights[f * ours.stride + c] as number;
          expect(Math.abs(w - (reference.weights[f * classCount + c] as number))).toBeLessThan(2e-3);
        }
      }
    }
  });

  it.each(['softmax', 'logistic', 'squared-hinge'] as const)('ends in the minimum of the objective (%s)', (loss) => {
    const data = randomProblem(120, 30, 3, 6);
    const fit = { ...fitOf(data, loss), epochs: 100, tolerance: 0 };
    const solver = createSolver(data);
    solver.fit(fit);
    const { weights, bias, stride } = solver.weights();
    const best = primal(data, fit, weights, bias, stride);
    // Central differences: along each weight the slope must be tiny against the objective.
    for (const at of [0, 1, stride, 2 * stride + 1, 7 * stride + 2]) {
      const moved = (by: number) => {
        const copy = weights.slice();
        copy[at] = (copy[at] as number) + by;
        return primal(data, fit, copy, bias, stride);
      };
      expect(Math.abs(moved(1e-2) - moved(-1e-2)) / 2e-2 / best).toBeLessThan(2e-3);
      expect(moved(0.05)).toBeGreaterThan(best);
      expect(moved(-0.05)).toBeGreaterThan(best);
    }
  });

  it.each(['softmax', 'logistic', 'squared-hinge'] as const)(
    'does not mind how dense columns are given (%s)',
    (loss) => {
      const data = randomProblem(90, 30, 37, 4);
      const dimension = 6;
      const random = createRandom(2);
      const values = Float32Array.from({ length: 90 * dimension }, () => (random() % 100) / 100 - 0.5);
      const { index, value, rowStart, rows, columns } = data.matrix;
      const rowsOf = Array.from({ length: rows }, (_, row) => {
        const entries = Array.from(index.subarray(rowStart[row], rowStart[row + 1]), (column, k): [number, number] => {
          return [column, value[(rowStart[row] as number) + k] as number];
        });
        const own = values.subarray(row * dimension, (row + 1) * dimension);
        return [...entries, ...Array.from(own, (x, k): [number, number] => [columns + k, x])];
      });
      const appended = {
        rows,
        columns: columns + dimension,
        rowStart: Int32Array.from({ length: rows + 1 }, (_, row) => row * (5 + dimension)),
        index: Int32Array.from(rowsOf.flat(), ([column]) => column),
        value: Float32Array.from(rowsOf.flat(), ([, x]) => x),
      };
      const one = createSolver({ ...data, matrix: appended });
      one.fit(fitOf(data, loss));
      const other = createSolver(data, dimension);
      other.fit(fitOf(data, loss));
      const sparse = other.weights();
      other.setDense({ dimension, values });
      other.fit(fitOf(data, loss));
      expect(other.weights()).toEqual(one.weights());
      other.setDense(undefined);
      other.fit(fitOf(data, loss));
      expect(other.weights()).toEqual(sparse);
      expect(() => other.setDense({ dimension: 7, values })).toThrow(/room for 6/);
    },
  );

  it('gives the same bits again', () => {
    const data = randomProblem(200, 50, 7, 8);
    const first = createSolver(data);
    first.fit(fitOf(data, 'softmax'));
    first.fit({ ...fitOf(data, 'logistic'), seed: 3 });
    first.fit(fitOf(data, 'softmax'));
    const second = createSolver(data);
    second.fit(fitOf(data, 'softmax'));
    expect(first.weights().weights).toEqual(second.weights().weights);
  });

  // Dual objective: −½‖W‖² + Σ C·H(p) for softmax, and Σ (α − α²/(4C)) for the hinge.
  const dualOf = (data: LabelledRows, fit: DualFit, solver: ReturnType<typeof createSolver>): number => {
    const { weights, bias, stride } = solver.weights();
    const duals = solver.duals();
    const cost = fit.cost[0] as number;
    let sum = 0;
    for (const w of weights) sum -= (w * w) / 2;
    for (const b of bias) sum -= (b * b) / 2;
    for (let row = 0; row < data.matrix.rows; row++) {
      for (let c = 0; c < data.classCount; c++) {
        const d = duals[row * stride + c] as number;
        const y = data.labels[row] === c ? 1 : 0;
        if (fit.loss === 'squared-hinge') sum += Math.abs(d) - (d * d) / (4 * cost);
        else if (y - d > 1e-12) sum -= cost * (y - d) * Math.log(y - d);
      }
    }
    return sum;
  };

  it.each(['softmax', 'squared-hinge'] as const)('ends in the same place warm and cold (%s)', (loss) => {
    const data = randomProblem(600, 80, 4, 12);
    const cost = new Float32Array(600).fill(loss === 'softmax' ? 5 : 0.5);
    const fit = { ...fitOf(data, loss), cost, epochs: 100, tolerance: 0 };
    const cold = createSolver(data);
    cold.fit(fit);
    const warm = createSolver(data);
    warm.fit({ ...fit, rows: fit.rows.slice(0, 550) });
    const initialDuals = new Float32Array(600 * warm.stride);
    initialDuals.set(warm.duals());
    warm.fit({ ...fit, initialDuals });
    const [one, other] = [cold.weights(), warm.weights()];
    const coldObjective = primal(data, fit, one.weights, one.bias, one.stride);
    const warmObjective = primal(data, fit, other.weights, other.bias, other.stride);
    expect(coldObjective - dualOf(data, fit, cold)).toBeLessThan(5e-4 * coldObjective);
    expect(warmObjective - dualOf(data, fit, warm)).toBeLessThan(5e-4 * coldObjective);
    expect(Math.abs(warmObjective - coldObjective)).toBeLessThan(1e-4 * coldObjective);
    let same = 0;
    const decide = (solver: typeof cold, row: number) => {
      const scores = new Float32Array(4);
      solver.scoreRow(row, scores, 0);
      return scores.indexOf(Math.max(...scores));
    };
    for (let row = 0; row < 600; row++) same += decide(cold, row) === decide(warm, row) ? 1 : 0;
    expect(same).toBeGreaterThanOrEqual(597);
  });
});
