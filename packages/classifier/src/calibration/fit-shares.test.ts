import { describe, expect, it } from 'vitest';
import { createRandom } from '../linear/random.ts';
import { calibrate } from './calibrate.ts';
import { fitShares } from './fit-shares.ts';
import type { LinePrior } from './priors.ts';
import type { RawScores } from './raw-scores.ts';

const PRIOR: LinePrior = { slope: 2.4, offset: 0, spread: { slope: 0.25, offset: 1 } };

/** Draws scores of three classes. The true probabilities are g(score), divided by their sum. */
function drawn(rows: number, g: (score: number, c: number) => number): RawScores {
  const random = createRandom(3);
  const uniform = () => random() / 2 ** 32;
  const scores = Float32Array.from({ length: 3 * rows }, () => 4 * uniform() - 2);
  const expected = Array.from({ length: rows }, (_, row) => {
    const weights = [0, 1, 2].map((c) => g(scores[3 * row + c] ?? 0, c));
    const u = uniform() * weights.reduce((sum, one) => sum + one, 0);
    return [u < (weights[0] ?? 0) ? 0 : u < (weights[0] ?? 0) + (weights[1] ?? 0) ? 1 : 2];
  });
  return { classCount: 3, rows, scores, expected };
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

describe('fitShares', () => {
  it.each([0.5, 1.4])('finds the temperature that made the data (1 / %d)', (slope) => {
    const raw = drawn(20_000, (s) => Math.exp(slope * s));
    const fitted = fitShares(raw, { link: 'softmax', prior: PRIOR, withClassOffsets: false });
    expect(Math.abs(fitted.slope / slope - 1)).toBeLessThan(0.05);
    expect(fitted.classOffsets).toBeUndefined();
  });

  it('stays near the prior with a handful of documents, and on it with none', () => {
    const options = { link: 'softmax', prior: PRIOR, withClassOffsets: true } as const;
    const few = fitShares(
      drawn(4, (s) => Math.exp(0.5 * s)),
      options,
    );
    expect(few.slope).toBeGreaterThan(1.2);
    expect(few.slope).toBeLessThan(2.9);
    for (const one of few.classOffsets ?? []) expect(Math.abs(one)).toBeLessThan(0.5);
    expect(
      fitShares(
        drawn(0, () => 1),
        options,
      ),
    ).toEqual({ slope: 2.4, offset: 0, classOffsets: [0, 0, 0] });
  });

  it('finds offsets of classes', () => {
    const truth = [0.6, 0, -0.6];
    const raw = drawn(20_000, (s, c) => Math.exp(2 * s + (truth[c] ?? 0)));
    const { slope, classOffsets = [] } = fitShares(raw, { link: 'softmax', prior: PRIOR, withClassOffsets: true });
    expect(Math.abs(slope - 2)).toBeLessThan(0.1);
    for (const [c, one] of truth.entries()) expect(Math.abs((classOffsets[c] ?? 9) - one)).toBeLessThan(0.1);
  });

  it('finds slope and offset of normalised sigmoids, and is calibrated then', () => {
    const raw = drawn(20_000, (s) => sigmoid(5 * s - 1));
    const { slope, offset } = fitShares(raw, { link: 'sigmoid', prior: PRIOR, withClassOffsets: false });
    expect(Math.abs(slope - 5)).toBeLessThan(0.3);
    expect(Math.abs(offset + 1)).toBeLessThan(0.3);
    const p = new Float64Array(3);
    let [sum, right] = [0, 0];
    for (let row = 0; row < raw.rows; row++) {
      calibrate({ method: 'platt', slope, offset, oneClass: true }, raw.scores.subarray(3 * row, 3 * row + 3), p);
      expect(Math.abs((p[0] ?? 0) + (p[1] ?? 0) + (p[2] ?? 0) - 1)).toBeLessThan(2e-6);
      const best = p.indexOf(Math.max(...p));
      sum += p[best] ?? 0;
      right += raw.expected[row]?.[0] === best ? 1 : 0;
    }
    expect(Math.abs(sum - right) / raw.rows).toBeLessThan(0.005);
  });

  it('bears scores that are all the same, and one class', () => {
    const flat = { classCount: 3, rows: 6, scores: new Float32Array(18), expected: [[0], [1], [2], [0], [1], [0]] };
    for (const link of ['softmax', 'sigmoid'] as const) {
      const { slope, offset } = fitShares(flat, { link, prior: PRIOR, withClassOffsets: true });
      expect(Number.isFinite(slope + offset)).toBe(true);
    }
    const one = { classCount: 1, rows: 2, scores: Float32Array.from([1, 2]), expected: [[0], [0]] };
    expect(fitShares(one, { link: 'sigmoid', prior: PRIOR, withClassOffsets: false }).slope).toBe(2.4);
  });
});

describe('calibrate', () => {
  it('shares alike where all scores are hopeless', () => {
    const p = new Float64Array(4);
    calibrate({ method: 'platt', slope: 10, offset: 0, oneClass: true }, [-1e4, -1e4, -1e4, -1e4], p);
    expect([...p]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('adds offsets to scaled scores', () => {
    const p = new Float64Array(2);
    calibrate({ method: 'temperature', temperature: 0.5, offsets: [0, 1] }, [0.5, 0], p);
    expect([...p]).toEqual([0.5, 0.5]);
  });
});
