import { describe, expect, it } from 'vitest';
import { toHalf } from './half-precision.ts';
import { createVectorMemory, hashOf } from './vector-memory.ts';

const half = (value: number) => toHalf(Float32Array.of(value, -value));

describe('the memory of vectors', () => {
  it('looks vectors up by text, in the order asked for', () => {
    const memory = createVectorMemory(10);
    expect(memory.dimension).toBeUndefined();
    expect(memory.begin([hashOf('a'), hashOf('b'), hashOf('a')])).toEqual([hashOf('a'), hashOf('b')]);
    memory.set(hashOf('a'), half(1));
    memory.set(hashOf('b'), half(2));
    expect(memory.dimension).toBe(2);
    expect([...memory.vectorsOf(['b', 'a', 'b'], 2)]).toEqual([2, -2, 1, -1, 2, -2]);
    expect(() => memory.vectorsOf(['c'], 2)).toThrow('not prepared');
  });

  it('holds any number for the texts at hand, and forgets the longest unused then', () => {
    const memory = createVectorMemory(2);
    for (const hash of memory.begin(['1', '2', '3'])) memory.set(hash, half(1));
    expect(memory.begin(['3', '2', '1'])).toEqual([]);
    for (const hash of memory.begin(['1', '4'])) memory.set(hash, half(1));
    expect(memory.begin(['1', '4'])).toEqual([]);
    expect(memory.begin(['2', '3'])).toEqual(['2', '3']);
  });
});
