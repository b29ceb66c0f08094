import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgressWriter } from './progress-writer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(write: (percent: number) => Promise<boolean>) {
  const warned: object[] = [];
  let stops = 0;
  const log = { info: () => undefined, warn: (fields: object) => void warned.push(fields), error: () => undefined };
  const writer = createProgressWriter<{ readonly percent: number }>({
    write: ({ percent }) => write(percent),
    onStop: () => {
      stops += 1;
    },
    log,
    logFields: { operationId: 'o' },
  });
  return { tell: (percent: number) => writer.tell({ percent }), flush: writer.flush, warned, stops: () => stops };
}

it('writes at most every 300 ms, the newest first, and the last one at the end', async () => {
  const written: number[] = [];
  const { tell, flush } = open(async (percent) => written.push(percent) > 0);
  for (let percent = 0; percent < 100; percent += 1) {
    tell(percent);
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(written).toEqual([0, 29, 59, 89]);
  tell(100);
  await flush();
  expect(written).toEqual([0, 29, 59, 89, 100]);
  await flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(written).toHaveLength(5);
});

it('has one write under way at a time, and waits for it at the end', async () => {
  const ends: (() => void)[] = [];
  const { tell, flush } = open(() => new Promise((resolve) => ends.push(() => resolve(true))));
  tell(1);
  await vi.advanceTimersByTimeAsync(0);
  tell(2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(ends).toHaveLength(1);
  const flushed = flush();
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await flushed;
});

it('says when the work should end, and logs a write that failed', async () => {
  const { tell, flush, stops, warned } = open(async (percent) => {
    if (percent === 2) throw new Error('away');
    return false;
  });
  tell(1);
  await flush();
  expect(stops()).toBe(1);
  tell(2);
  await flush();
  expect(warned).toEqual([{ operationId: 'o', problem: 'away' }]);
});
