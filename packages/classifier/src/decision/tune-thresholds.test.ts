import { describe, expect, it } from 'vitest';
import { tuneThresholds } from './tune-thresholds.ts';

describe('tuneThresholds', () => {
  it('cuts where F1 is best, in the middle between neighbours', () => {
    const probabilities = Float64Array.from({ length: 50 }, (_, i) => (i < 25 ? 0.6 : 0.2));
    const expected = Array.from({ length: 50 }, (_, i) => (i < 25 ? [0] : []));
    expect(tuneThresholds({ classCount: 1, rows: 50, probabilities, expected })).toEqual([0.4]);
  });

  it('lets classes under the floor share one threshold', () => {
    // Class 0 has 30 documents at 0.9, class 1 has 10 at 0.3, class 2 has 10 at 0.4.
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
