import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitStratified } from './split.ts';

const documents = fc.uniqueArray(
  fc.record({ id: fc.string({ maxLength: 8 }), labels: fc.uniqueArray(fc.nat({ max: 4 }), { maxLength: 3 }) }),
  { selector: ({ id }) => id, maxLength: 60 },
);

describe('splitStratified', () => {
  it('keeps every document once and every class in training, whatever the order', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 0, max: 100 }), fc.nat(), (given, percentage, seed) => {
        const { train, test } = splitStratified(given, percentage, seed);
        expect([...train, ...test].sort()).toEqual(given.map(({ id }) => id).sort());
        expect(splitStratified([...given].reverse(), percentage, seed)).toEqual({ train, test });
        const trained = new Set(train);
        const kept = new Set(given.filter(({ id }) => trained.has(id)).flatMap(({ labels }) => labels));
        for (const label of given.flatMap(({ labels }) => labels)) expect(kept.has(label)).toBe(true);
      }),
      { seed: 20, numRuns: 200 },
    );
  });

  it('never divides a group, and keeps every class in training', () => {
    const grouped = fc.tuple(documents, fc.array(fc.nat({ max: 12 }), { minLength: 60, maxLength: 60 }));
    fc.assert(
      fc.property(grouped, fc.integer({ min: 0, max: 100 }), fc.nat(), ([given, drawn], percentage, seed) => {
        const groups = drawn.slice(0, given.length);
        const { train, test } = splitStratified(given, percentage, seed, groups);
        expect([...train, ...test].sort()).toEqual(given.map(({ id }) => id).sort());
        const backwards = splitStratified([...given].reverse(), percentage, seed, [...groups].reverse());
        expect(backwards).toEqual({ train, test });
        const trained = new Set(train);
        const parts = new Map<number | undefined, boolean>();
        for (const [i, { id }] of given.entries()) {
          expect(parts.get(groups[i]) ?? trained.has(id)).toBe(trained.has(id));
          parts.set(groups[i], trained.has(id));
        }
        const kept = new Set(given.filter(({ id }) => trained.has(id)).flatMap(({ labels }) => labels));
        for (const label of given.flatMap(({ labels }) => labels)) expect(kept.has(label)).toBe(true);
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  it('meets the shares of classes by whole groups', () => {
    const given = Array.from({ length: 480 }, (_, i) => ({ id: `d${i}`, labels: [(i % 60) % 2] }));
    const { test } = splitStratified(
      given,
      20,
      7,
      Int32Array.from(given, (_, i) => i % 60),
    );
    for (const label of [0, 1]) {
      expect(test.filter((id) => (Number(id.slice(1)) % 60) % 2 === label).length).toBeGreaterThanOrEqual(44);
    }
    expect(test.length).toBeLessThanOrEqual(104);
  });

  it('gives each class its share', () => {
    const given = Array.from({ length: 300 }, (_, i) => ({ id: `d${i}`, labels: [i % 3] }));
    const { test } = splitStratified(given, 20, 7);
    for (const label of [0, 1, 2]) expect(test.filter((id) => Number(id.slice(1)) % 3 === label)).toHaveLength(20);
    expect(splitStratified(given, 20, 8).test).not.toEqual(test);
  });

  it('refuses a percentage outside 0…100', () => {
    expect(() => splitStratified([], 101, 1)).toThrow(/testPercentage/);
  });
});
