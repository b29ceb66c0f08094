import { type V1Operation, type V1OperationId, v1Base, v1Operations } from '@taxon/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { actorOf, type DoorContext } from '../http/context.ts';
import { streamBodies } from '../http/limited-body.ts';
import { publicOrigin } from '../http/operation-location.ts';
import { preferredMediaType } from '../http/preferred-media-type.ts';
import { fastifyPath } from '../http/route-path.ts';
import { accessHandlers } from './access/access-handlers.ts';
import { classifyStreamHandlers } from './classification/classify-stream.ts';
import { deploymentHandlers } from './deployments/deployment-handlers.ts';
import { documentHandlers } from './documents/document-handlers.ts';
import { modelHandlers } from './models/model-handlers.ts';
import { modelQualityHandlers } from './models/model-quality-handlers.ts';
import { describeApi } from './openapi/openapi.ts';
import { serveDocs } from './openapi/openapi-docs.ts';
import { projectHandlers } from './projects/project-handlers.ts';
import type { V1Call, V1Handlers } from './v1-call.ts';

const handlers: V1Handlers = {
  ...projectHandlers,
  ...documentHandlers,
  ...modelHandlers,
  ...modelQualityHandlers,
  ...deploymentHandlers,
  ...classifyStreamHandlers,
  ...accessHandlers,
};

// 128,000 text elements of several code points each, escaped in JSON: more than the 1 MB that other bodies may have.
const documentBodyLimit = 16 * 1024 * 1024;

/** Taxon's own door: one route a row of the contract, its description, and the pages that show it. */
export function registerV1(app: FastifyInstance, context: DoorContext): void {
  // Answers hold keys of callers' making (thresholds by class name); this serializer treats them all alike.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  describeApi(app, context);
  for (const id of Object.keys(v1Operations) as V1OperationId[]) {
    void app.register((scope, _options, done) => {
      const row: V1Operation = v1Operations[id];
      if (row.streamed !== undefined) streamBodies(scope);
      registerRow(scope, context, id, row);
      done();
    });
  }
  serveDocs(app, context);
}

function registerRow(scope: FastifyInstance, context: DoorContext, id: V1OperationId, row: V1Operation): void {
  const handle = handlers[id] as (call: V1Call) => Promise<unknown>;
  scope.route({
    ...schemasOf(row),
    method: row.method,
    url: fastifyPath(v1Base + row.path),
    config: { v1: row },
    ...(row.id === 'putDocument' ? { bodyLimit: documentBodyLimit } : {}),
    // Before parameters and body are judged: who may not do it learns nothing of how it is done, and sends no body in vain.
    onRequest: async (request) => {
      const { project } = request.params as { readonly project?: string };
      context.engine.access.require(actorOf(request), row.right, project);
    },
    handler: async (request, reply) => {
      const { engine, given } = context;
      const actor = actorOf(request);
      const origin = publicOrigin(request, context.config);
      const { params, query, body } = request as unknown as Pick<V1Call, 'params' | 'query' | 'body'>;
      const prefersText = row.orText !== undefined && offerText(request, reply, row.orText);
      const address = origin + request.url;
      const call: V1Call = { engine, given, actor, params, query, body, address, prefersText, request, reply };
      const answer = await handle(call);
      if (row.longRunning) {
        const { id: operation } = answer as { id: string };
        void reply
          .header('operation-location', `${origin}${v1Base}/operations/${operation}`)
          .header('retry-after', '1');
      }
      if (reply.statusCode === 200) void reply.code(firstStatus(row));
      return answer;
    },
  });
}

/** Whether the answer goes out as text; a cache must keep both forms apart. */
function offerText(request: FastifyRequest, reply: FastifyReply, mediaType: string): boolean {
  void reply.header('vary', 'accept');
  const wanted = preferredMediaType(request.headers.accept, ['application/json', mediaType]) === mediaType;
  if (wanted) void reply.type(`${mediaType}; charset=utf-8`);
  return wanted;
}

const firstStatus = (row: V1Operation) => Math.min(...Object.keys(row.responses).map(Number));

function schemasOf({ params, query, body }: V1Operation): Pick<RouteShorthandOptions, 'schema'> {
  return {
    schema: {
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
    },
  };
}
