import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../linear/random.ts';
import { atMostLearned, outOfScopeThreshold, topScoreQuantiles, topScores } from './out-of-scope.ts';

describe('out of scope', () => {
  it('keeps the named share of in-scope texts', () => {
    const scores = Float32Array.from({ length: 2000 }, (_, k) => (k % 2 === 0 ? k / 2 : -1));
    const quantiles = topScoreQuantiles(topScores({ classCount: 2, rows: 1000, scores, expected: [] }));
    expect(quantiles).toHaveLength(201);
    expect(outOfScopeThreshold(quantiles, 0.95)).toBeCloseTo(49, 0);
    expect(outOfScopeThreshold(quantiles, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(outOfScopeThreshold([], 0.9)).toBe(Number.NEGATIVE_INFINITY);
    expect(outOfScopeThreshold(quantiles, 0.999)).toBeCloseTo(1, 0);
  });

  it('promises no share that so few texts cannot', () => {
    const quantiles = topScoreQuantiles(Float64Array.from({ length: 10 }, (_, k) => k));
    expect(outOfScopeThreshold(quantiles, 0.99)).toBe(Number.NEGATIVE_INFINITY);
    expect(outOfScopeThreshold(quantiles, 0.95)).toBe(Number.NEGATIVE_INFINITY);
    // One of eleven texts is below the smallest of the ten others.
    expect(outOfScopeThreshold(quantiles, 0.9)).toBe(0);
    expect(outOfScopeThreshold(quantiles, 0.8)).toBe(1);
  });

  it('holds learned texts for in scope where held-out ones score higher', () => {
    const heldOut = topScoreQuantiles(new Float64Array(300).fill(2));
    const learned = topScoreQuantiles(new Float64Array(300).fill(1));
    expect(outOfScopeThreshold(atMostLearned(heldOut, learned), 0.9)).toBe(1);
    expect(atMostLearned(learned, heldOut)).toEqual(learned);
  });

  it('keeps on average the share it names, of new texts, from few as from many', () => {
    fc.assert(
      fc.property(fc.constantFrom(15, 40, 300), fc.constantFrom(0.9, 0.95), fc.integer(), (rows, share, seed) => {
        const random = createRandom(seed);
        let kept = 0;
        const draws = 300;
        for (let draw = 0; draw < draws; draw++) {
          const quantiles = topScoreQuantiles(Float64Array.from({ length: rows }, () => random()));
          if (random() >= outOfScopeThreshold(quantiles, share)) kept++;
        }
        // At most four standard errors of 300 draws below the share.
        expect(kept / draws).toBeGreaterThan(share - 4 * Math.sqrt((share * (1 - share)) / draws));
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});
