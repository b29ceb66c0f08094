import { describe, expect, it } from 'vitest';
import { createRandom } from '../linear/random.ts';
import { fitPlatt } from './fit-platt.ts';
import { type Platt, type PlattLines, plattProbabilities } from './platt.ts';
import type { RawScores } from './raw-scores.ts';

const PRIOR = { slope: 3, offset: 1 };

/** Draws scores and classes from the given lines. With `anyClass`, a text without a class is drawn again. */
function drawn(lines: readonly Platt[], rows: number, anyClass = false): RawScores {
  const random = createRandom(5);
  const uniform = () => random() / 2 ** 32;
  const scores = new Float32Array(rows * lines.length);
  const expected: number[][] = [];
  while (expected.length < rows) {
    const own = lines.map(() => 4 * uniform() - 2);
    const classes = lines.flatMap(({ slope, offset }, c) =>
      uniform() < 1 / (1 + Math.exp(-slope * (own[c] ?? 0) - offset)) ? [c] : [],
    );
    if (anyClass && classes.length === 0) continue;
    scores.set(own, expected.length * lines.length);
    expected.push(classes);
  }
  return { classCount: lines.length, rows, scores, expected };
}

describe('fitPlatt', () => {
  it.each([false, true])('finds the line of each class (given any class: %s)', (anyClass) => {
    const lines = [
      { slope: 3, offset: -2 },
      { slope: 2, offset: -4 },
      { slope: 4, offset: -6 },
    ];
    const { classes = [] } = fitPlatt(drawn(lines, 20_000, anyClass), PRIOR, anyClass);
    for (const [c, { slope, offset }] of lines.entries()) {
      expect(Math.abs((classes[c]?.slope ?? 0) - slope)).toBeLessThan(0.25);
      expect(Math.abs((classes[c]?.offset ?? 0) - offset)).toBeLessThan(0.25);
    }
  });

  it('leaves a class without evidence near the others, and all on the prior without documents', () => {
    const lines = [...Array.from({ length: 8 }, () => ({ slope: 5, offset: -1 })), { slope: 5, offset: -12 }];
    const raw = drawn(lines, 3000);
    const few = { ...raw, rows: 8, scores: raw.scores.subarray(0, 72), expected: raw.expected.slice(0, 8) };
    const many = fitPlatt(raw, PRIOR, false);
    expect(many.slope).toBeGreaterThan(4);
    // No text has the last class. The more texts there are, the lower is its line.
    const distance = ({ offset, classes }: PlattLines) => offset - (classes?.[8]?.offset ?? 0);
    expect(distance(many)).toBeGreaterThan(3);
    expect(distance(fitPlatt(few, PRIOR, false))).toBeLessThan(2);
    const none = fitPlatt({ ...raw, rows: 0, scores: new Float32Array(0), expected: [] }, PRIOR, true);
    expect(none).toMatchObject({ slope: 3, offset: 1, anyClass: true });
    expect(none.classes).toEqual(lines.map(() => PRIOR));
  });

  it('gives probabilities whose mean is the share of each class, given any class', () => {
    const raw = drawn(
      [-3, -4, -5, -6].map((offset) => ({ slope: 2, offset })),
      4000,
      true,
    );
    const lines = fitPlatt(raw, PRIOR, true);
    const sums = new Float64Array(4);
    const p = new Float64Array(4);
    for (let row = 0; row < raw.rows; row++) {
      plattProbabilities(lines, raw.scores.subarray(4 * row, 4 * row + 4), p);
      for (const [c, one] of p.entries()) sums[c] = (sums[c] ?? 0) + one / raw.rows;
    }
    for (const [c, mean] of sums.entries()) {
      const share = raw.expected.filter((classes) => classes.includes(c)).length / raw.rows;
      expect(Math.abs(mean - share)).toBeLessThan(0.005);
    }
  });
});

describe('plattProbabilities', () => {
  it('is one line for all in files without lines of their own', () => {
    const p = new Float64Array(2);
    plattProbabilities({ slope: 2, offset: -1 }, [0.5, 1000], p);
    expect([...p]).toEqual([0.5, 1]);
  });

  it('is a probability however hopeless the scores are, and sums to 1 or more given any class', () => {
    const p = new Float64Array(3);
    plattProbabilities({ slope: 10, offset: 0, anyClass: true }, [-3, -3, -3], p);
    for (const one of p) expect(one).toBeCloseTo(1 / 3, 9);
    plattProbabilities({ slope: 10, offset: 0, anyClass: true }, [-1e4, -1e4, -1e4], p);
    expect([...p]).toEqual([0, 0, 0]);
    plattProbabilities({ slope: 10, offset: 0, anyClass: true }, [-1, 9, 0], p);
    expect([...p]).toEqual([expect.closeTo(1 / (1 + Math.exp(10)), 12), 1, 0.5]);
  });
});
