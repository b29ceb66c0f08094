import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logisticStep, softmaxStep, wrightOmega } from './reference-dual-step.ts';

const entropy = (p: number) => (p <= 0 ? 0 : -p * Math.log(p));

/** The part of the dual objective that belongs to one document, as a function of its new p and without constant terms. */
function softmaxObjective(
  p: readonly number[],
  scores: readonly number[],
  previous: readonly number[],
  a: number,
): number {
  return p.reduce((sum, pk, k) => {
    const move = (previous[k] ?? 0) - pk;
    return sum - (scores[k] ?? 0) * move - (a / 2) * move * move + entropy(pk);
  }, 0);
}

describe('dual steps', () => {
  it('wrightOmega solves w + ln w = z', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 60, noNaN: true }), (z) => {
        const w = wrightOmega(z);
        expect(Math.abs(w + Math.log(w) - z)).toBeLessThan(1e-8);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it('softmaxStep ends where finite differences of the dual vanish along the simplex', () => {
    const scores = [0.3, -1.2, 2.1, 0];
    const previous = [0.1, 0.2, 0.3, 0.4];
    const next = new Float64Array(4);
    softmaxStep(Float64Array.from(scores), Float64Array.from(previous), 3.7, next);
    expect(next.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    const h = 1e-5;
    for (const [i, j] of [
      [0, 1],
      [1, 2],
      [2, 3],
    ] as const) {
      const moved = (by: number) => Array.from(next, (p, k) => p + (k === i ? by : k === j ? -by : 0));
      const slope =
        (softmaxObjective(moved(h), scores, previous, 3.7) - softmaxObjective(moved(-h), scores, previous, 3.7)) /
        (2 * h);
      expect(Math.abs(slope)).toBeLessThan(1e-6);
    }
  });

  it('logisticStep solves its equation for any score, weight and start', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 300, noNaN: true }),
        (score, previous, a) => {
          const p = logisticStep(score, previous, a);
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1);
          if (p > 1e-12 && p < 1 - 1e-9) {
            expect(Math.abs(Math.log(p / (1 - p)) + a * p - score - a * previous)).toBeLessThan(1e-4);
          }
        },
      ),
      { seed: 4, numRuns: 2000 },
    );
  });
});
