import { describe, expect, it } from 'vitest';
import { createRandom } from '../linear/random.ts';
import { outOfScopeThreshold, topScoreQuantiles } from './out-of-scope.ts';
import type { RawScores } from './raw-scores.ts';
import { fitTemperature, likelihoodSlope, softmax } from './temperature.ts';
import { tuneThresholds } from './thresholds.ts';

/** Scores whose true probabilities are softmax(scores / temperature). */
function drawn(rows: number, temperature: number): RawScores {
  const random = createRandom(3);
  const uniform = () => random() / 2 ** 32;
  const scores = Float32Array.from({ length: 3 * rows }, () => 4 * uniform() - 2);
  const expected = Array.from({ length: rows }, (_, row) => {
    const p = new Float64Array(3);
    softmax(scores.subarray(3 * row, 3 * row + 3), temperature, p);
    const u = uniform();
    return [u < (p[0] ?? 0) ? 0 : u < (p[0] ?? 0) + (p[1] ?? 0) ? 1 : 2];
  });
  return { classCount: 3, rows, scores, expected };
}

describe('fitTemperature', () => {
  it('finds the temperature that made the data', () => {
    expect(fitTemperature(drawn(20_000, 0.7), { temperature: 0.42 })).toBeCloseTo(0.7, 1);
    expect(fitTemperature(drawn(20_000, 2), { temperature: 0.42 })).toBeCloseTo(2, 0);
  });

  it('stays near the prior with a handful of documents, and on it with none', () => {
    const few = fitTemperature(drawn(4, 2), { temperature: 0.42 });
    expect(few).toBeGreaterThan(0.35);
    expect(few).toBeLessThan(0.8);
    expect(fitTemperature(drawn(0, 1), { temperature: 0.42 })).toBe(0.42);
  });

  it('has the slopes that finite differences give', () => {
    const raw = drawn(50, 1);
    const h = 1e-4;
    const loss = (beta: number) => {
      const p = new Float64Array(3);
      return raw.expected.reduce((sum, [label = 0], row) => {
        softmax(raw.scores.subarray(3 * row, 3 * row + 3), 1 / beta, p);
        return sum - Math.log(p[label] as number);
      }, 0);
    };
    const { first, second } = likelihoodSlope(raw, 1.3);
    expect(first).toBeCloseTo((loss(1.3 + h) - loss(1.3 - h)) / (2 * h), 3);
    expect(second).toBeCloseTo((loss(1.3 + h) - 2 * loss(1.3) + loss(1.3 - h)) / (h * h), 2);
  });
});

describe('tuneThresholds', () => {
  it('cuts where F1 is best, in the middle between neighbours', () => {
    const probabilities = Float64Array.from({ length: 50 }, (_, i) => (i < 25 ? 0.6 : 0.2));
    const expected = Array.from({ length: 50 }, (_, i) => (i < 25 ? [0] : []));
    expect(tuneThresholds({ classCount: 1, rows: 50, probabilities, expected })).toEqual([0.4]);
  });

  it('lets classes under the floor share one threshold', () => {
    // Class 0 has 30 positives at 0.9, classes 1 and 2 have 10 each at 0.3 and 0.4.
    const expected = Array.from({ length: 60 }, (_, i) => (i < 30 ? [0] : i < 40 ? [1] : i < 50 ? [2] : []));
    const probabilities = Float64Array.from({ length: 180 }, (_, k) => {
      const [row, c] = [Math.floor(k / 3), k % 3];
      return expected[row]?.includes(c) ? ([0.9, 0.3, 0.4][c] ?? 0) : 0.1;
    });
    const thresholds = tuneThresholds({ classCount: 3, rows: 60, probabilities, expected });
    expect(thresholds).toEqual([0.5, 0.2, 0.2]);
  });

  it('gives one half when nothing was ever right', () => {
    expect(tuneThresholds({ classCount: 2, rows: 0, probabilities: new Float64Array(0), expected: [] })).toEqual([
      0.5, 0.5,
    ]);
  });
});

describe('out of scope', () => {
  it('keeps the named share of in-scope texts', () => {
    const scores = Float32Array.from({ length: 2000 }, (_, k) => (k % 2 === 0 ? k / 2 : -1));
    const quantiles = topScoreQuantiles({ classCount: 2, rows: 1000, scores, expected: [] });
    expect(quantiles).toHaveLength(201);
    expect(outOfScopeThreshold(quantiles, 0.95)).toBeCloseTo(50, 0);
    expect(outOfScopeThreshold(quantiles, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(outOfScopeThreshold([], 0.9)).toBe(Number.NEGATIVE_INFINITY);
  });
});
