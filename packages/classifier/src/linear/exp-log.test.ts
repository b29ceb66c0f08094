import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, sigmoid } from './exp-log.ts';

describe('exp and ln', () => {
  it('agree with the engine to the last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(4e-16);
      }),
      { seed: 1, numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('end in the right limits', () => {
    expect([exp(-800), exp(0), exp(710)]).toEqual([0, 1, Number.POSITIVE_INFINITY]);
    expect([ln(0), ln(1)]).toEqual([Number.NEGATIVE_INFINITY, 0]);
    expect([sigmoid(-1000), sigmoid(0), sigmoid(1000)]).toEqual([0, 0.5, 1]);
  });
});
