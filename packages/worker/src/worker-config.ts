import type { EngineConfig } from '@taxon/engine';

/** Jobs of one kind of work that this process runs at the same time. */
export interface WorkerConcurrency {
  /** Prediction jobs. Each waits mostly for the database; the threads of the engine bound what computes. */
  readonly prediction: number;
  readonly training: number;
  /** Imports, deletions, expiry. */
  readonly background: number;
}

export interface WorkerConfig {
  readonly engine: EngineConfig;
  readonly concurrency: WorkerConcurrency;
  /** What running work gets at a stop before it is handed back; 4,000 when absent, at most 7,000. */
  readonly finishMilliseconds?: number;
}
