import rateLimit from '@fastify/rate-limit';
import type { Engine, Given } from '@taxon/engine';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { AppConfig } from './config.ts';
import { createDoorFinder, createDoors } from './doors.ts';
import { requireApiVersion } from './http/api-version.ts';
import { answerClientErrors } from './http/client-errors.ts';
import { decodeBodies } from './http/content-encoding.ts';
import type { DoorContext } from './http/context.ts';
import { routeNotFound } from './http/door-fault.ts';
import { answerError, answerErrors, sendFault } from './http/error-handler.ts';
import { meetExpectations } from './http/expectations.ts';
import { readJsonBodies } from './http/json-body.ts';
import { requireKey } from './http/key-auth.ts';
import { createListener } from './http/listener.ts';
import { measureRequests } from './http/metrics.ts';
import { registerEndpoints } from './http/register-endpoints.ts';
import { setResponseHeaders } from './http/response-headers.ts';
import { verbsOf } from './http/route-path.ts';
import { setValidators } from './http/validators.ts';
import { registerOperator } from './operator/register-operator.ts';
import { serveStudio, wantsPage } from './pages/studio-files.ts';

/**
 * The whole server without listening. This is what a request meets, in order:
 * request id and headers → Host and Expect (400, 417) → route → key (401) → api-version (400) → endpoint in that version
 * (404) → right (403) → 100 Continue → encoding (415) → body limit (413) → JSON (400) → schemas (400) → handler → answer. A
 * refusal has the shape of its door.
 * Each door is a Fastify scope of its own. Doors share nothing but the engine.
 */
export async function buildApp(engine: Engine, config: AppConfig, given: Given): Promise<FastifyInstance> {
  const context: DoorContext = { engine, config, given };
  const doors = createDoors(context);
  const finder = createDoorFinder(doors);
  const verbs = verbsOf(doors.flatMap(({ endpoints }) => Object.values(endpoints).map(({ path }) => path)));
  const app = createListener(config, given, verbs, (error, request, reply) =>
    answerError(error, request, reply, given, finder.doorOf(request.url)),
  );
  app.decorateRequest('actor', undefined);
  app.decorateRequest('apiVersion', undefined);
  answerClientErrors(app.server, given, finder.doorOf);
  await setResponseHeaders(app, config.tls !== undefined);
  meetExpectations(app);
  decodeBodies(app);
  const scrape = measureRequests(app, context);
  await app.register(rateLimit, { global: false });
  const failedKeys = app.createRateLimit({ max: config.failedKeysPerMinute, timeWindow: 60_000 });
  setValidators(app);
  readJsonBodies(app);
  answerErrors(app, given, finder.doorOf);
  const sendStudio = await serveStudio(app, context);
  const notFound = (request: FastifyRequest, reply: FastifyReply) =>
    sendStudio !== undefined && wantsPage(request) && !finder.isTaken(request.url)
      ? sendStudio(reply)
      : sendFault(
          reply,
          finder.doorOf(request.url).errorShape,
          routeNotFound(request.method, request.url.split('?')[0] ?? ''),
        );
  app.setNotFoundHandler(notFound);
  // The not-found handler alone would answer only after the body has been read.
  app.addHook('onRequest', async (request, reply) => (request.is404 ? notFound(request, reply) : undefined));

  for (const door of doors) {
    const serve: FastifyPluginAsync = async (scope) => {
      answerErrors(scope, given, () => door);
      requireKey(scope, context, failedKeys);
      if (door.versions !== undefined) requireApiVersion(scope, door.versions.known);
      door.prepare?.(scope, context);
      registerEndpoints(scope, context, door);
    };
    await app.register(serve);
  }
  registerOperator(app, context, { scrape, failedKeys });
  return app;
}
