import { ArraysSubmit, nov2021Routes, nov2021Shape } from '@taxon/contract';
import { isFinal, type PredictionJob } from '@taxon/engine';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf, type DoorContext } from '../../http/context.ts';
import { noJobNamed } from '../../http/door-fault.ts';
import { FaultError } from '../../http/fault.ts';
import { accepted, publicOrigin } from '../../http/operation-location.ts';
import { fastifyPath } from '../../http/route-path.ts';
import { checkBody } from '../../http/validators.ts';
import { documentedJob } from './documented-job-wire.ts';
import { createFirstPolls, isNov2021JavaScript } from './first-polls.ts';
import { arraysJob } from './job-wire.ts';
import { createLastPolledJobs } from './last-polled-jobs.ts';
import { findJob, jobIdOf, tellWhenToPoll } from './prediction-job.ts';
import { readPage } from './runtime-paging.ts';
import { arraysSubmitCommand } from './submit-wire.ts';

const { submit, status, lastPolled } = nov2021Routes;

/** `/text/analytics/v3.2-preview.2/analyze`: the calls of the November 2021 documentation and of its clients. */
export function registerNov2021Runtime(app: FastifyInstance, context: DoorContext): void {
  const { engine, config, given } = context;
  const polled = createLastPolledJobs(given.clock);
  const polls = createFirstPolls();

  app.route({
    method: submit.method,
    url: fastifyPath(submit.path),
    handler: async (request, reply) => {
      const job = await engine.prediction.submit(
        actorOf(request),
        arraysSubmitCommand(checkBody(request, ArraysSubmit)),
      );
      // Without a query: one client takes everything behind the last slash for the id.
      return accepted(reply, jobUrl(request, job.id));
    },
  });

  app.route({
    method: status.method,
    url: fastifyPath(status.path),
    config: { job: true },
    handler: async (request, reply) => {
      const first = isNov2021JavaScript(request.headers['user-agent']) && polls.isFirst(jobIdOf(request));
      const job = await (first ? engine.prediction.get(actorOf(request), jobIdOf(request)) : findJob(context, request));
      if (isFinal(job.status)) polled.remember(actorOf(request).name, request.socket, job.id);
      return answer(first ? { ...job, status: 'running', results: [] } : job, request, reply);
    },
  });

  // The client @azure/ai-text-analytics 5.2.0-beta.2 with a core-lro newer than 2.2 asks for its results here, without an id.
  if (config.nov2021ResultShim) {
    app.route({
      method: lastPolled.method,
      url: fastifyPath(lastPolled.path),
      config: { job: true },
      handler: async (request, reply) => {
        const id = polled.take(actorOf(request).name, request.socket);
        if (id === undefined) throw new FaultError(noJobNamed);
        return answer(await engine.prediction.get(actorOf(request), id), request, reply);
      },
    });
  }

  const jobUrl = (request: FastifyRequest, id: string) => `${publicOrigin(request, config)}${submit.path}/jobs/${id}`;

  function answer(job: PredictionJob, request: FastifyRequest, reply: FastifyReply) {
    tellWhenToPoll(reply, job);
    const documented = config.documentedV32Form;
    const jobAnswer = {
      wording: { shape: nov2021Shape, nov2021: true, strict: config.strictJobStatus, arraysAsSent: documented },
      page: readPage(request.query as Record<string, unknown>),
      jobUrl: jobUrl(request, job.id),
      link: { dollar: true as const },
    };
    return documented ? documentedJob(job, jobAnswer) : arraysJob(job, jobAnswer);
  }
}
