import type { MetricFamily } from './metric-family.ts';

const name = 'taxon_event_loop_delay_seconds';
const everyMilliseconds = 50;
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * How late the event loop of this process runs a timer, measured 20 times a second. It is a histogram, because buckets of
 * several processes can be added. The percentiles that prom-client's default metrics answer cannot.
 */
export interface EventLoopDelay {
  /** The counts since the start. Reading resets nothing, so every reader sees every measurement. */
  family(): MetricFamily;
  stop(): void;
}

export function watchEventLoop(): EventLoopDelay {
  const counts = new Array<number>(bounds.length).fill(0);
  let sum = 0;
  let count = 0;
  let due = performance.now() + everyMilliseconds;
  const timer = setInterval(() => {
    const now = performance.now();
    const seconds = Math.max(0, now - due) / 1000;
    due = now + everyMilliseconds;
    sum += seconds;
    count += 1;
    bounds.forEach((bound, index) => {
      if (seconds <= bound) counts[index] = (counts[index] ?? 0) + 1;
    });
  }, everyMilliseconds);
  timer.unref();
  return {
    family: () => ({
      name,
      help: 'How late the event loop came to what was due; looked at 20 times a second.',
      type: 'histogram',
      values: [
        ...bounds.map((le, index) => ({ metricName: `${name}_bucket`, labels: { le }, value: counts[index] ?? 0 })),
        { metricName: `${name}_bucket`, labels: { le: '+Inf' }, value: count },
        { metricName: `${name}_sum`, labels: {}, value: sum },
        { metricName: `${name}_count`, labels: {}, value: count },
      ],
    }),
    stop: () => clearInterval(timer),
  };
}
