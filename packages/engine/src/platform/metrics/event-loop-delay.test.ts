import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type EventLoopDelay, watchEventLoop } from './event-loop-delay.ts';

let delay: EventLoopDelay;
afterEach(() => delay.stop());

const counted = (name: string, le?: number | string) =>
  delay
    .family()
    .values.find(
      ({ metricName, labels }) => metricName === `taxon_event_loop_delay_seconds_${name}` && labels.le === le,
    )?.value ?? Number.NaN;

describe('the delay of the event loop', () => {
  it('counts a loop that was held up, for ever after', async () => {
    delay = watchEventLoop();
    await sleep(120);
    const before = counted('count') - counted('bucket', 0.1);
    const end = performance.now() + 400;
    while (performance.now() < end);
    await sleep(120);
    expect(counted('count') - counted('bucket', 0.1)).toBeGreaterThan(before);
    expect(counted('sum')).toBeGreaterThan(0.3);
    const held = counted('sum');
    await sleep(120);
    expect(counted('sum')).toBeGreaterThanOrEqual(held);
  });

  it('is a histogram: each bucket holds the smaller ones, the last one everything', async () => {
    delay = watchEventLoop();
    await sleep(200);
    const { name, type, values } = delay.family();
    expect([name, type]).toEqual(['taxon_event_loop_delay_seconds', 'histogram']);
    const buckets = values.filter(({ metricName }) => metricName?.endsWith('_bucket'));
    expect(buckets.map(({ value }) => value)).toEqual(buckets.map(({ value }) => value).toSorted((a, b) => a - b));
    expect(buckets.at(-1)).toEqual({
      metricName: 'taxon_event_loop_delay_seconds_bucket',
      labels: { le: '+Inf' },
      value: counted('count'),
    });
    expect(counted('count')).toBeGreaterThan(0);
  });
});
