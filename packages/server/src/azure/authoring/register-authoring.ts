import {
  type AuthoringOperation,
  type AuthoringOperationId,
  authoringBase,
  authoringOperations,
  isAvailableIn,
} from '@taxon/contract';
import type { Right } from '@taxon/engine';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf, apiVersionOf, type DoorContext } from '../../http/context.ts';
import { routeNotFound } from '../../http/door-fault.ts';
import { FaultError } from '../../http/fault.ts';
import { streamBodies } from '../../http/limited-body.ts';
import { accepted, publicOrigin } from '../../http/operation-location.ts';
import { fastifyPath } from '../../http/route-path.ts';
import type { AcceptedJob, AuthoringCall } from './authoring-call.ts';
import { authoringHandlers } from './authoring-handlers.ts';
import type { AuthoringPaging } from './authoring-paging.ts';
import { notImplemented } from './not-implemented.ts';

/** Azure's authoring door: one route a row of the contract, in both writings of a verb (`/p/:train` and `/p:train`). */
export function registerAuthoring(app: FastifyInstance, context: DoorContext): void {
  // Class names are keys of answers; this serializer treats `__proto__` like every other one.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  for (const operation of authoringOperations) {
    const row: AuthoringOperation = operation;
    if (row.streamed === true) {
      void app.register((scope, _options, done) => {
        streamBodies(scope);
        registerRow(scope, context, operation.id, row);
        done();
      });
    } else registerRow(app, context, operation.id, row);
  }
}

function registerRow(app: FastifyInstance, context: DoorContext, id: AuthoringOperationId, row: AuthoringOperation) {
  const handle = authoringHandlers[id] as ((call: AuthoringCall) => Promise<unknown>) | undefined;
  for (const path of writings(row.path)) {
    app.route({
      method: row.method,
      url: fastifyPath(authoringBase + path),
      schema: {
        ...(row.query === undefined ? {} : { querystring: row.query }),
        ...(row.body === undefined ? {} : { body: row.body }),
      },
      // Before the body is read: a caller who may not do this learns nothing about how it is done, and sends no body in vain.
      onRequest: async (request) => {
        const version = apiVersionOf(request);
        if (!isAvailableIn(row, version)) throw new FaultError(notInVersion(request, version));
        if (handle === undefined) throw new FaultError(notImplemented(row.id));
        const { projectName } = request.params as { readonly projectName?: string };
        context.engine.access.require(actorOf(request), rightOf(row), projectName);
      },
      handler: async (request, reply) => {
        const call = toCall(request, reply, context, apiVersionOf(request));
        const answer = await handle?.(call);
        if (row.job !== undefined) return sendJob(call, row.job, answer as AcceptedJob);
        return isUnfinished(answer) ? reply.header('retry-after', '1').send(answer) : answer;
      },
    });
  }
}

const writings = (path: string): readonly string[] => (path.includes('/:') ? [path, path.replace('/:', ':')] : [path]);

function toCall(request: FastifyRequest, reply: FastifyReply, context: DoorContext, version: string): AuthoringCall {
  const origin = publicOrigin(request, context.config);
  return {
    engine: context.engine,
    actor: actorOf(request),
    version,
    params: request.params as AuthoringCall['params'],
    paging: request.query as AuthoringPaging,
    body: request.body as AuthoringCall['body'],
    origin,
    address: `${origin}${request.url}`,
    request,
    reply,
  };
}

const owned = new Set(['DeleteProject', 'DeleteTrainedModel', 'DeployProject', 'DeleteDeployment', 'SwapDeployments']);

// Roles as in the hosted product: writers author, only owners deploy and delete.
function rightOf({ id, method }: AuthoringOperation): Right {
  if (owned.has(id)) return 'own';
  return method === 'GET' ? 'read' : 'write';
}

// A job that goes on says when to ask again, as its 202 did: without it the Python client waits 30 s between polls.
const unfinished: readonly unknown[] = ['notStarted', 'running', 'cancelling'];

function isUnfinished(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'status' in answer && unfinished.includes(answer.status);
}

/** 202 and where to ask. */
function sendJob({ origin, params, version, reply }: AuthoringCall, job: string, { jobId }: AcceptedJob): FastifyReply {
  const places: Readonly<Record<string, string>> = { ...params, jobId };
  const path = job.replace(/\{(\w+)\}/g, (_place, name: string) => encodeURIComponent(places[name] ?? ''));
  return accepted(reply.header('retry-after', '1'), `${origin}${authoringBase}${path}?api-version=${version}`);
}

function notInVersion(request: FastifyRequest, version: string) {
  const fault = routeNotFound(request.method, request.url.split('?')[0] ?? '');
  return { ...fault, message: `${fault.message.replace(/\.$/, '')} under api-version ${version}.` };
}
