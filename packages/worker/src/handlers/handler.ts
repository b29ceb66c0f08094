import type { Engine, JobDefinition, RunContext } from '@taxon/engine';
import type { WorkerConcurrency } from '../config.ts';

/** Ties a job definition of the engine to the one act that does it. */
export interface Handler {
  readonly definition: JobDefinition;
  /** Which of the process's limits counts. */
  readonly pool: keyof WorkerConcurrency;
  /** Parses the payload and calls the act. Throws what the queue must deliver again. */
  run(engine: Engine, payload: unknown, context: RunContext): Promise<void>;
}
