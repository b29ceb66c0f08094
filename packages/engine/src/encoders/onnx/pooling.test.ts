import { describe, expect, it } from 'vitest';
import { fromHalf, toHalf } from '../vectors/half-precision.ts';
import { pool } from './pooling.ts';

// Three tokens of two numbers; the third is left out by the mask.
const hidden = Float32Array.of(1, 2, 5, 6, 100, -100);
const mask = [1, 1, 0];
const expectVector = (vector: Float32Array, expected: readonly number[]) => {
  expect(vector).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(vector[index]).toBeCloseTo(value, 6);
};

describe('pool', () => {
  it('takes the mean over the tokens of the mask, at length 1', () => {
    // Mean (3, 4), length 5.
    expectVector(pool(hidden, 2, mask, 'mean'), [0.6, 0.8]);
  });

  it('takes the first token, the last one, the largest numbers', () => {
    expectVector(pool(hidden, 2, mask, 'cls'), [1 / Math.sqrt(5), 2 / Math.sqrt(5)]);
    expectVector(pool(hidden, 2, mask, 'lasttoken'), [5 / Math.sqrt(61), 6 / Math.sqrt(61)]);
    expectVector(pool(Float32Array.of(-3, 1, -1, -2, 9, 9), 2, mask, 'max'), [-1 / Math.sqrt(2), 1 / Math.sqrt(2)]);
  });

  it('gives 0 where there is nothing', () => {
    for (const pooling of ['mean', 'cls', 'max', 'lasttoken'] as const) {
      expect([...pool(hidden, 2, [0, 0, 0], pooling)]).toEqual([0, 0]);
    }
    expect([...pool(new Float32Array(6), 2, mask, 'mean')]).toEqual([0, 0]);
  });
});

describe('half precision', () => {
  it('keeps what 16 bits can say and rounds the rest to the nearest', () => {
    const half = toHalf(Float32Array.of(0, 1, -0.5, 0.1));
    // 1 is 0x3c00, -0.5 is 0xb800, 0.1 is nearest 0x2e66.
    expect([...half]).toEqual([0, 0, 0, 0x3c, 0, 0xb8, 0x66, 0x2e]);
    const back = new Float32Array(5).fill(7);
    fromHalf(half, back, 1);
    expect([...back]).toEqual([7, 0, 1, -0.5, 0.0999755859375]);
  });
});
