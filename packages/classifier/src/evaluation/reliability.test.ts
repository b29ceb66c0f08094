import { describe, expect, it } from 'vitest';
import { metricIntervals } from './intervals.ts';
import { classReliability, reliability } from './reliability.ts';

describe('reliability', () => {
  it('weighs the gaps of 15 bins', () => {
    // Ten answers have 0.9, eight of them are right. Ten have 0.5, three are right. ECE = ½·0.1 + ½·0.2.
    const outcomes = Array.from({ length: 20 }, (_, i) => {
      const scores = i < 10 ? [0.9, 0.1] : [0.5, 0.5];
      return { scores, expected: [i < 8 || (i >= 10 && i < 13) ? 0 : 1] };
    });
    const { bins, expectedCalibrationError } = reliability('best', outcomes);
    expect(bins).toHaveLength(15);
    expect(bins[13]).toEqual({ count: 10, confidence: expect.closeTo(0.9, 9), accuracy: 0.8 });
    expect(bins[7]).toEqual({ count: 10, confidence: 0.5, accuracy: 0.3 });
    expect(expectedCalibrationError).toBeCloseTo(0.15, 9);
    expect(classReliability(0, outcomes).expectedCalibrationError).toBeCloseTo(0.15, 9);
    expect(reliability('every', outcomes).bins.reduce((sum, { count }) => sum + count, 0)).toBe(40);
  });
});

describe('metricIntervals', () => {
  it('is about two standard errors wide on either side of an accuracy', () => {
    const outcomes = Array.from({ length: 400 }, (_, i) => ({ expected: [0], predicted: [i % 10 === 0 ? 1 : 0] }));
    const { microF1 } = metricIntervals(2, outcomes, 1);
    expect(microF1.low).toBeGreaterThan(0.86);
    expect(microF1.low).toBeLessThan(0.885);
    expect(microF1.high).toBeGreaterThan(0.915);
    expect(microF1.high).toBeLessThan(0.94);
    expect(metricIntervals(2, outcomes, 1)).toEqual(metricIntervals(2, outcomes, 1));
  });
});
