import { expect, it } from 'vitest';
import type { Outcome } from './evaluate.ts';
import { metricIntervals } from './intervals.ts';

it('copies say nothing new: intervals with them are as wide as without', () => {
  const once = Array.from(
    { length: 100 },
    (_, i): Outcome => ({ expected: [i % 2], predicted: [i % 5 === 0 ? 0 : 1] }),
  );
  const repeated = once.flatMap((one) => Array.from({ length: 8 }, () => one));
  const groups = Int32Array.from(repeated, (_, i) => Math.floor(i / 8));
  const width = ({ microF1: { low, high } }: ReturnType<typeof metricIntervals>) => high - low;
  const expected = width(metricIntervals(2, once, 1));
  expect(width(metricIntervals(2, repeated, 1, groups))).toBeCloseTo(expected, 10);
  expect(width(metricIntervals(2, repeated, 1))).toBeLessThan(expected / 2);
});
