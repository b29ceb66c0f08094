import { EngineError, isFinal, type PredictionJob } from '@taxon/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf, type DoorContext } from '../../http/context.ts';

// How long a poll may wait for a job that is about to end. Clients poll at once and then after 2 s (JavaScript) or 5 s: the
// held answer gives them their result in tens of milliseconds instead.
const holdMilliseconds = 1_000;

/** The job a poll asks for; held until the job has ended, for a second at most. */
export function findJob({ engine }: DoorContext, request: FastifyRequest): Promise<PredictionJob> {
  return engine.prediction.getWhenFinal(actorOf(request), jobIdOf(request), holdMilliseconds);
}

/** The id in the path. What is not a UUID is a job that is not there. */
export function jobIdOf(request: FastifyRequest): string {
  const { jobId } = request.params as { jobId: string };
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(jobId)) return jobId.toLowerCase();
  throw new EngineError('prediction/not-found', { jobId });
}

/** A second, where the job still runs. */
export function tellWhenToPoll(reply: FastifyReply, job: PredictionJob): void {
  if (!isFinal(job.status)) void reply.header('retry-after', '1');
}
