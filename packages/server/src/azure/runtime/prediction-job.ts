import { type Actor, type Engine, EngineError, isUuid, type PredictionJob } from '@taxon/engine';

// How long a poll may wait for a job that is about to end. Clients poll at once and again after 2 s (JavaScript) or 5 s
// (Python). When the server waits, they get their result within tens of milliseconds.
const holdMilliseconds = 1_000;

/** The job that a poll asks for, held until the job has ended, for a second at most. */
export function findJob(engine: Engine, actor: Actor, jobId: string): Promise<PredictionJob> {
  return engine.prediction.getWhenFinal(actor, toJobId(jobId), holdMilliseconds);
}

/** The id in a path. There is no job whose id is not a UUID. */
export function toJobId(jobId: string): string {
  if (isUuid(jobId)) return jobId.toLowerCase();
  throw new EngineError('prediction/not-found', { jobId });
}
