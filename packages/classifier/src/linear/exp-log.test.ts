import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as reference from '../testing/reference-exp-log.ts';
import { expBuffer, expEach, ln, sigmoidEach } from './exp-log.ts';

/** The exponentials as the module computes them. */
function expOf(values: readonly number[]): number[] {
  const buffer = expBuffer(values.length);
  buffer.set(values);
  expEach(values.length);
  return [...buffer.subarray(0, values.length)];
}

const anyDouble = fc.oneof(fc.double(), fc.double({ min: -750, max: 750 }), fc.double({ min: -2, max: 2 }));

describe('exp, sigmoid and ln of the module', () => {
  it('are those of the reference, bit for bit, at every position of a list', () => {
    fc.assert(
      fc.property(fc.array(anyDouble, { maxLength: 9 }), (values) => {
        expect(expOf(values)).toEqual(values.map(reference.exp));
        expBuffer(values.length).set(values);
        sigmoidEach(values.length);
        expect([...expBuffer(values.length).subarray(0, values.length)]).toEqual(values.map(reference.sigmoid));
        for (const x of values) expect(ln(x)).toBe(reference.ln(x));
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  it('agree with the engine to the last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        const [e = 0] = expOf([x]);
        expect(Math.abs(e / Math.exp(x) - 1)).toBeLessThan(4e-16);
      }),
      { seed: 1, numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))));
      }),
      { seed: 2, numRuns: 2000 },
    );
  });

  it('end in the right limits', () => {
    const { NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN: none } = Number;
    expect(expOf([-800, 0, 710, NEGATIVE_INFINITY, none])).toEqual([0, 1, POSITIVE_INFINITY, 0, none]);
    expect([0, 1, -1, none, POSITIVE_INFINITY].map(ln)).toEqual([NEGATIVE_INFINITY, 0, none, none, POSITIVE_INFINITY]);
  });

  it('makes buffer as asked for, and keeps it', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => -i / 1000);
    expect(expOf(values)).toEqual(values.map(reference.exp));
    expect(expBuffer(3)).toBe(expBuffer(5));
  });
});
