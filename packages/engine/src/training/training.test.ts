import { describe, expect, it } from 'vitest';
import { EngineError } from '../platform/index.ts';
import { resolveConfigVersion, resolveEvaluation, resolveSeed, seedOfProject } from './training.ts';

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

describe('resolveConfigVersion', () => {
  it('answers the real version for latest and refuses unknown ones', () => {
    expect(resolveConfigVersion('latest')).toBe('2022-05-01');
    expect(resolveConfigVersion('2022-05-01')).toBe('2022-05-01');
    expect(codeOf(() => resolveConfigVersion('2019-01-01'))).toBe('training/config-version-unknown');
  });
});

describe('resolveEvaluation', () => {
  it('splits 80/20 when nothing is said', () => {
    const expected = { kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 20 };
    expect(resolveEvaluation(undefined)).toEqual(expected);
    expect(resolveEvaluation({ kind: 'percentage' })).toEqual(expected);
  });

  it('implies the second percentage from the first', () => {
    const { testingSplitPercentage } = resolveEvaluation({ kind: 'percentage', trainingSplitPercentage: 65 });
    expect(testingSplitPercentage).toBe(35);
  });

  it.each([
    [90, 20],
    [100, 0],
    [0, 100],
    [79.5, 20.5],
    [Number.NaN, 20],
  ])('refuses %s/%s', (trainingSplitPercentage, testingSplitPercentage) => {
    const act = () => resolveEvaluation({ kind: 'percentage', trainingSplitPercentage, testingSplitPercentage });
    expect(codeOf(act)).toBe('training/split-invalid');
  });

  it('takes no percentages for a manual split', () => {
    expect(resolveEvaluation({ kind: 'manual' })).toEqual({ kind: 'manual' });
    expect(codeOf(() => resolveEvaluation({ kind: 'manual', testingSplitPercentage: 20 }))).toBe('input/invalid');
  });
});

describe('resolveSeed', () => {
  it('derives the seed from the project name: first 32 bits of its SHA-256', () => {
    // printf %s abc | sha256sum begins with ba7816bf
    expect(resolveSeed(undefined, 'abc')).toBe(0xba7816bf);
    expect(seedOfProject('abc')).not.toBe(seedOfProject('abd'));
  });

  it('takes 0…2^32-1', () => {
    expect(resolveSeed(0xffff_ffff, 'abc')).toBe(0xffff_ffff);
    expect(codeOf(() => resolveSeed(-1, 'abc'))).toBe('input/invalid');
    expect(codeOf(() => resolveSeed(0.5, 'abc'))).toBe('input/invalid');
    expect(codeOf(() => resolveSeed(2 ** 32, 'abc'))).toBe('input/invalid');
  });
});
