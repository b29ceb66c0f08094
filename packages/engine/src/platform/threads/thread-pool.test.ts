import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createThreadPool } from './thread-pool.ts';

const threads = createThreadPool({ max: 2, modelBytes: 10_000_000, idleMilliseconds: 300 });
afterAll(() => threads.close());

describe('the thread pool', () => {
  it('counts text elements', async () => {
    expect(await threads.countTextElements(['abc', '👨‍👩‍👧', ''])).toEqual([3, 1, 0]);
    expect(await threads.countTextElements([])).toEqual([]);
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
