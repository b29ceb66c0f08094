import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

async function* numbers(count: number, taken: number[] = []): AsyncGenerator<number> {
  for (let i = 0; i < count; i += 1) {
    taken.push(i);
    yield i;
  }
}

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await turn();
};

describe('inOrder', () => {
  it('gives results in order, whichever is ready first', async () => {
    const slowFirst = async (item: number) => {
      for (let i = item % 3; i < 3; i += 1) await turn();
      return item;
    };
    expect(await all(inOrder(numbers(20), 4, slowFirst))).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(await all(inOrder(numbers(0), 4, slowFirst))).toEqual([]);
  });

  it('takes in no more than the width beyond what was taken out', async () => {
    const taken: number[] = [];
    const results = inOrder(numbers(100, taken), 4, async (item) => item);
    await results.next();
    await settle();
    expect(taken.length).toBe(4);
    await results.next();
    await settle();
    expect(taken.length).toBe(5);
    await results.return(undefined);
    await settle();
    expect(taken.length).toBeLessThanOrEqual(6);
  });

  it('gives a result while the input is silent', async () => {
    const silent = Promise.withResolvers<void>();
    const results = inOrder(
      (async function* () {
        yield 1;
        await silent.promise;
      })(),
      4,
      async (item) => item,
    );
    expect(await results.next()).toEqual({ done: false, value: 1 });
    silent.resolve();
    expect((await results.next()).done).toBe(true);
  });

  it('tells a failure where its result would have come, of the act and of the input', async () => {
    const got: number[] = [];
    const failing = async (item: number) => (item === 2 ? Promise.reject(new Error('two')) : item);
    const read = async (results: AsyncIterable<number>) => {
      for await (const result of results) got.push(result);
    };
    await expect(read(inOrder(numbers(10), 4, failing))).rejects.toThrow('two');
    expect(got.splice(0)).toEqual([0, 1]);
    const broken = async function* () {
      yield 0;
      yield 1;
      throw new Error('input');
    };
    await expect(read(inOrder(broken(), 4, async (item) => item))).rejects.toThrow('input');
    expect(got).toEqual([0, 1]);
  });

  it('ends the input when it is left early', async () => {
    let ended = false;
    const input = async function* () {
      try {
        yield* numbers(100);
      } finally {
        ended = true;
      }
    };
    for await (const result of inOrder(input(), 2, async (item) => item)) if (result === 3) break;
    await settle();
    expect(ended).toBe(true);
  });
});
