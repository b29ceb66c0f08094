import { ArraysSubmit, ItemsSubmit, isVersionWithin, languageRoutes, runtimeShapeOf } from '@taxon/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actorOf, apiVersionOf, type DoorContext } from '../../http/context.ts';
import { routeNotFound } from '../../http/door-fault.ts';
import { FaultError } from '../../http/fault.ts';
import { accepted, publicOrigin } from '../../http/operation-location.ts';
import { fastifyPath } from '../../http/route-path.ts';
import { checkBody } from '../../http/validators.ts';
import { arraysJob, itemsJob } from './job-wire.ts';
import { findJob, jobIdOf, tellWhenToPoll } from './prediction-job.ts';
import { readPage } from './runtime-paging.ts';
import { arraysSubmitCommand, itemsSubmitCommand, type SubmitCommand } from './submit-wire.ts';

const { submit, status, cancel } = languageRoutes;

/** `/language/analyze-text/jobs?api-version=`: every version from 2021-11-01-preview on. */
export function registerLanguageRuntime(app: FastifyInstance, context: DoorContext): void {
  const { engine, config } = context;

  app.route({
    method: submit.method,
    url: fastifyPath(submit.path),
    handler: async (request, reply) => {
      const job = await engine.prediction.submit(actorOf(request), submitCommand(request));
      return accepted(reply, `${jobUrl(request, job.id)}?api-version=${apiVersionOf(request)}`);
    },
  });

  app.route({
    method: status.method,
    url: fastifyPath(status.path),
    config: { job: true },
    handler: async (request, reply) => {
      const page = readPage(request.query as Record<string, unknown>);
      const job = await findJob(context, request);
      tellWhenToPoll(reply, job);
      const apiVersion = apiVersionOf(request);
      const shape = runtimeShapeOf(apiVersion);
      const wording = { shape, nov2021: false, strict: config.strictJobStatus, arraysAsSent: false };
      const answer = {
        wording,
        page,
        jobUrl: jobUrl(request, job.id),
        link: { dollar: false as const, apiVersion },
      };
      return shape.tasks === 'items' ? itemsJob(job, answer) : arraysJob(job, answer);
    },
  });

  // Written without a slash; documentation of the other verbs has one, so both are served.
  for (const path of [cancel.path, cancel.path.replace(':cancel', '/:cancel')]) {
    app.route({
      method: cancel.method,
      url: fastifyPath(path),
      handler: async (request, reply) => {
        const apiVersion = apiVersionOf(request);
        if (!isVersionWithin(apiVersion, cancel.since, undefined)) {
          throw new FaultError(routeNotFound(request.method, `${path} in api-version ${apiVersion}`));
        }
        const job = await engine.prediction.cancel(actorOf(request), jobIdOf(request));
        return accepted(reply, `${jobUrl(request, job.id)}?api-version=${apiVersion}`);
      },
    });
  }

  const jobUrl = (request: FastifyRequest, id: string) => `${publicOrigin(request, config)}${submit.path}/${id}`;
}

function submitCommand(request: FastifyRequest): SubmitCommand {
  const apiVersion = apiVersionOf(request);
  const shape = runtimeShapeOf(apiVersion);
  if (shape.tasks === 'arrays') return arraysSubmitCommand(checkBody(request, ArraysSubmit));
  return itemsSubmitCommand(checkBody(request, ItemsSubmit), shape, apiVersion);
}
