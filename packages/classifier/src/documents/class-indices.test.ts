import { describe, expect, it } from 'vitest';
import { toClassIndices } from './class-indices.ts';

describe('toClassIndices', () => {
  it('gives ascending indices, whatever the names are', () => {
    const indicesOf = toClassIndices(['b', 'a', '__proto__', '']);
    expect(indicesOf(['', 'a', 'b'])).toEqual([0, 1, 3]);
    expect(indicesOf(['__proto__'])).toEqual([2]);
    expect(indicesOf([])).toEqual([]);
  });

  it('refuses a name that is no class', () => {
    expect(() => toClassIndices(['a'])(['a', 'constructor'])).toThrow('"constructor" is none of the 1 classes.');
  });
});
