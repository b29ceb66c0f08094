import { type EngineConfig, setting } from '@taxon/engine/config';
import { type Static, Type } from 'typebox';

// Every command loads this file, and most of them never run the worker, so it imports nothing heavy.

/** The settings that the worker reads. */
export const workerSettings = Type.Object(
  {
    /** Jobs of one kind of work that this process runs at the same time. */
    concurrency: Type.Object({
      // A prediction job waits mostly for the database; the threads of the engine bound what computes.
      prediction: Type.Integer({
        minimum: 1,
        maximum: 64,
        default: 4,
        ...setting('TAXON_WORKER_PREDICTIONS', 'Prediction jobs that a worker runs at once.'),
      }),
      training: Type.Integer({
        minimum: 1,
        maximum: 64,
        default: 1,
        ...setting('TAXON_WORKER_TRAININGS', 'Training jobs that a worker runs at once.'),
      }),
      background: Type.Integer({
        minimum: 1,
        maximum: 64,
        default: 2,
        ...setting('TAXON_WORKER_BACKGROUND', 'Imports, deployments and other operations that a worker runs at once.'),
      }),
    }),
  },
  { title: 'Worker', description: '`taxon serve` and `taxon worker` read these.' },
);

export type WorkerSettings = Static<typeof workerSettings>;
export type WorkerConcurrency = Readonly<WorkerSettings['concurrency']>;

export interface WorkerConfig {
  readonly engine: EngineConfig;
  readonly concurrency: WorkerConcurrency;
  /** What running work gets at a stop before it is handed back; 4,000 when absent, at most 7,000. */
  readonly finishMilliseconds?: number;
}

/** The settings as a worker takes them. Its engine gets at least the connections that its jobs need. */
export function toWorkerConfig(settings: WorkerSettings, engine: EngineConfig): WorkerConfig {
  const maxConnections = workerConnections(settings.concurrency, engine.maxConnections);
  return { ...settings, engine: { ...engine, maxConnections } };
}

/**
 * Connections of a worker's pool: `wanted`, or more when its jobs need them. An import or a training holds a connection
 * for its transaction and needs a second one to write its progress. The process row has to be renewed whatever runs.
 * With fewer connections they would wait for each other.
 */
export function workerConnections({ prediction, training, background }: WorkerConcurrency, wanted: number): number {
  return Math.max(wanted, prediction + 2 * (training + background) + 3);
}
