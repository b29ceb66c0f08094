import { describe, expect, it } from 'vitest';
import { createModelCache } from './model-cache.ts';

describe('the model cache', () => {
  const bytes = (length: number) => async () => ({
    bytes: new Uint8Array(length),
    encoder: undefined,
    encoderId: undefined,
  });

  it('loads once for all who ask at the same time', async () => {
    const cache = createModelCache(100);
    let loads = 0;
    const load = async () => {
      loads += 1;
      return bytes(10)();
    };
    const [a, b] = await Promise.all([cache.get('m', load), cache.get('m', load)]);
    expect(a).toBe(b);
    expect(loads).toBe(1);
  });

  it('forgets the longest unused beyond its bytes', async () => {
    const cache = createModelCache(25);
    const first = await cache.get('a', bytes(10));
    await cache.get('b', bytes(10));
    await cache.get('a', bytes(10));
    await cache.get('c', bytes(10));
    expect([cache.count, cache.bytes]).toEqual([2, 20]);
    expect(await cache.get('a', bytes(10))).toBe(first);
  });

  it('serves a model that is larger than the cache, and tries again after a failed load', async () => {
    const cache = createModelCache(5);
    await expect(cache.get('m', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect((await cache.get('m', bytes(50))).bytes.byteLength).toBe(50);
    await cache.get('n', bytes(5));
    expect(cache.count).toBe(1);
  });
});
