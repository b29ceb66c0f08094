import type { MetricFamily } from '@taxon/engine';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** How a delivery ended: it was done, it threw (the queue delivers again), or it was handed back at a stop of the process. */
type JobOutcome = 'done' | 'thrown' | 'handedBack';

export interface JobMetrics {
  /** What this process has measured of its jobs and of itself. */
  read(): Promise<readonly MetricFamily[]>;
  /** Runs a job and counts it by task and outcome, with its duration. */
  measure(task: string, signal: AbortSignal, act: () => Promise<void>): Promise<void>;
}

export function createJobMetrics(): JobMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const jobs = new Counter({
    name: 'taxon_jobs_total',
    help: 'Deliveries of queue jobs, by task and how they ended.',
    labelNames: ['task', 'outcome'] as const,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'taxon_job_duration_seconds',
    help: 'How long a delivery took, by task.',
    labelNames: ['task'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30, 120, 600],
    registers: [registry],
  });
  return {
    read: () => registry.getMetricsAsJSON(),
    async measure(task, signal, act) {
      const end = durations.startTimer({ task });
      let outcome: JobOutcome = 'thrown';
      try {
        await act();
        outcome = 'done';
      } catch (error) {
        if (signal.aborted) outcome = 'handedBack';
        throw error;
      } finally {
        end();
        jobs.inc({ task, outcome });
      }
    },
  };
}
