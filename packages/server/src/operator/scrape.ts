import { hostname } from 'node:os';
import {
  type Engine,
  type EngineStatistics,
  type Given,
  type MetricFamily,
  type ProcessMetrics,
  problemOf,
} from '@taxon/engine';
import { AggregatorRegistry, Registry } from 'prom-client';

/** Answers a scrape. */
export type Scrape = () => Promise<{ readonly contentType: string; readonly body: string }>;

type Series = MetricFamily['values'][number];

/**
 * Everything an operator scrapes, in one answer: what the database knows of the queue, and what every living process has
 * measured, with the labels `process` (server, worker), `host` and `pid`. Without the database only this process is shown.
 */
export function createScrape({ processes, statistics, works }: Engine, { log }: Given): Scrape {
  const self = { role: 'server', host: hostname(), pid: process.pid };
  return async () => {
    const own = await processes.measure();
    const families = labelled({ ...self, families: own });
    try {
      const [all, others] = [await statistics(), await processes.exchangeMetrics(own)];
      families.push(...databaseFamilies(all, works), ...others.flatMap(labelled));
    } catch (error) {
      log.warn({ problem: problemOf(error) }, 'metrics without the database');
      families.push(family('taxon_database_up', databaseUp, [{ value: 0, labels: {} }]));
    }
    // No two series are alike, so nothing is summed; it puts families of one name together.
    const body = await AggregatorRegistry.aggregate([families.map((one) => ({ ...one, aggregator: 'sum' }))]).metrics();
    return { contentType: Registry.PROMETHEUS_CONTENT_TYPE, body };
  };
}

function labelled({ role, host, pid, families }: ProcessMetrics): MetricFamily[] {
  return families.map(({ values, ...rest }) => ({
    ...rest,
    values: values.map((series) => ({ ...series, labels: { ...series.labels, process: role, host, pid } })),
  }));
}

const databaseUp = 'Whether the database answered this scrape; without it only the scraped process is shown.';

function databaseFamilies({ queue, living }: EngineStatistics, works: Engine['works']): MetricFamily[] {
  // Every task and both roles always have a series, so that an alert on 0 can be written.
  const idle = { waiting: 0, running: 0, oldestSeconds: 0 };
  const known = works.map(({ name }) => [name, { task: name, ...idle }] as const);
  const tasks = [...new Map([...known, ...queue.map((one) => [one.task, one] as const)]).values()];
  const byTask = (value: (one: EngineStatistics['queue'][number]) => number) =>
    tasks.map((one) => ({ value: value(one), labels: { task: one.task } }));
  const roles = new Map([['server', 0], ['worker', 0], ...living]);
  return [
    family('taxon_database_up', databaseUp, [{ value: 1, labels: {} }]),
    family(
      'taxon_queue_waiting',
      'Jobs that wait for a worker.',
      byTask(({ waiting }) => waiting),
    ),
    family(
      'taxon_queue_running',
      'Jobs that a worker has claimed.',
      byTask(({ running }) => running),
    ),
    family(
      'taxon_queue_oldest_seconds',
      'Age of the oldest waiting job.',
      byTask(({ oldestSeconds }) => oldestSeconds),
    ),
    family(
      'taxon_processes',
      'Processes that live (have renewed their row within 8 s).',
      [...roles].map(([role, value]) => ({ value, labels: { process: role } })),
    ),
  ];
}

const family = (name: string, help: string, values: readonly Series[]): MetricFamily => ({
  name,
  help,
  type: 'gauge',
  values,
});
