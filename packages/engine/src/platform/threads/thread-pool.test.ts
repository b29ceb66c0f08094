import { setTimeout as sleep } from 'node:timers/promises';
import { trainSingleLabel } from '@taxon/classifier';
import { afterAll, describe, expect, it } from 'vitest';
import { createModelCache } from './model-cache.ts';
import { createThreadPool } from './thread-pool.ts';

const thresholds = { confidenceThreshold: undefined, byClass: {}, inScopeShare: undefined, atLeastOne: undefined };
const threads = createThreadPool({ max: 2, modelBytes: 10_000_000, idleMilliseconds: 300 });
afterAll(() => threads.close());

function trainedBytes(): Uint8Array {
  const documents = Array.from({ length: 40 }, (_, i) => ({
    id: `d${i}`,
    text: i % 2 === 0 ? `the cat sleeps ${i}` : `the car is fast ${i}`,
    labels: [i % 2],
  }));
  return trainSingleLabel({ classes: ['animal', 'vehicle'], documents }, { seed: 1 }).bytes;
}

describe('the thread pool', () => {
  it('counts text elements', async () => {
    expect(await threads.countTextElements(['abc', '👨‍👩‍👧', ''])).toEqual([3, 1, 0]);
    expect(await threads.countTextElements([])).toEqual([]);
  });

  it('classifies with a shared model', async () => {
    const cache = createModelCache(10_000_000);
    const model = await cache.get('m', async () => ({
      bytes: trainedBytes(),
      encoder: undefined,
      encoderId: undefined,
    }));
    const texts = ['a cat', 'a fast car'];
    const answer = await threads.classify({ model, texts, thresholds, wantCharacters: true });
    expect(answer.classes).toEqual(['animal', 'vehicle']);
    expect(answer.texts.map(({ predicted }) => predicted)).toEqual([[0], [1]]);
    expect(answer.texts.map(({ characters }) => characters)).toEqual([5, 10]);
    const again = await threads.classify({ model, texts, thresholds, wantCharacters: false });
    expect(again.texts.map(({ scores }) => scores)).toEqual(answer.texts.map(({ scores }) => scores));
  });

  it('hands the classifier’s refusals on as they were thrown', async () => {
    const model = { id: 'damaged', bytes: new SharedArrayBuffer(100), encoder: undefined, encoderId: undefined };
    await expect(threads.classify({ model, texts: ['x'], thresholds, wantCharacters: false })).rejects.toMatchObject({
      name: 'ClassifierError',
      code: 'model-damaged',
    });
  });

  it('keeps a thread free while long work runs', async () => {
    const file = new URL('./testing/slow-thread.ts', import.meta.url);
    const gate = new Int32Array(new SharedArrayBuffer(4));
    const long = [1, 2, 3].map(() => threads.run<string>(file, 'waitFor', gate, [], { long: true }));
    expect(await threads.countTextElements(['ab'])).toEqual([2]);
    expect(threads.busy).toBe(3);
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
    expect(await Promise.all(long)).toEqual(['done', 'done', 'done']);
    expect(threads.busy).toBe(0);
  });
});

describe('a turn', () => {
  it('comes in order, and is given up by who no longer waits', async () => {
    const { signal } = new AbortController();
    const leaving = new AbortController();
    const order: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = threads.inTurn(() => gate.promise, signal);
    const second = threads.inTurn(async () => order.push('second'), leaving.signal);
    const third = threads.inTurn(async () => order.push('third'), signal);
    leaving.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await expect(threads.inTurn(async () => order.push('late'), leaving.signal)).rejects.toThrow('enough');
    expect(order).toEqual([]);
    gate.resolve();
    await Promise.all([first, third]);
    expect(order).toEqual(['third']);
    expect(await threads.inTurn(async () => 'free again', signal)).toBe('free again');
  });
});

describe('the lone thread', () => {
  it('is one and the same until it has been idle', async () => {
    const file = new URL('./testing/slow-thread.ts', import.meta.url);
    const ask = () => threads.run<number>(file, 'countCalls', undefined, [], { alone: true });
    expect((await Promise.all([ask(), ask(), ask()])).toSorted()).toEqual([1, 2, 3]);
    await sleep(1500);
    // A task that is answered in the moment it is sent takes the idle thread's timer away (piscina 5.3.2); the next one
    // sets it again.
    if ((await ask()) === 4) await sleep(1500);
    expect(await ask()).toBeLessThanOrEqual(2);
  });
});

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
