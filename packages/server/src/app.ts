import rateLimit from '@fastify/rate-limit';
import { authoringApiVersions, runtimeApiVersions } from '@taxon/contract';
import type { Engine, Given } from '@taxon/engine';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { registerAuthoring } from './azure/authoring/register-authoring.ts';
import { registerLanguageRuntime } from './azure/runtime/language-runtime.ts';
import { registerNov2021Runtime } from './azure/runtime/nov-2021-runtime.ts';
import type { AppConfig } from './config.ts';
import { requireApiVersion } from './http/api-version.ts';
import type { DoorContext } from './http/context.ts';
import { routeNotFound } from './http/door-fault.ts';
import { azureFace, type ErrorFace, nov2021Face, v1Face } from './http/error-face.ts';
import { answerError, answerErrors, sendFault } from './http/error-handler.ts';
import { readJsonBodies } from './http/json-body.ts';
import { requireKey } from './http/key-auth.ts';
import { createListener } from './http/listener.ts';
import { measureRequests } from './http/metrics.ts';
import { setResponseHeaders } from './http/response-headers.ts';
import { setValidators } from './http/validators.ts';
import { registerOperator } from './operator/register-operator.ts';
import { serveStudio, wantsPage } from './pages/studio-files.ts';
import { registerV1 } from './v1/register-v1.ts';

type Routes = (scope: FastifyInstance, context: DoorContext) => void | Promise<void>;

/**
 * The one page: everything a request meets, in order, without listening.
 * Request id and headers → route → key (401) → api-version (400) → body limit (413) → JSON (400) → handler → answer,
 * refusals in the shape of the door. Each door is a scope of its own; they share nothing but the engine.
 */
export async function buildApp(engine: Engine, config: AppConfig, given: Given): Promise<FastifyInstance> {
  const context: DoorContext = { engine, config, given };
  const app = createListener(config, given, (error, request, reply) =>
    answerError(error, request, reply, given, faceOf(request.url)),
  );
  app.decorateRequest('actor', undefined);
  app.decorateRequest('apiVersion', undefined);
  await setResponseHeaders(app, config.tls !== undefined);
  const scrape = measureRequests(app, context);
  await app.register(rateLimit, { global: false });
  const failedKeys = app.createRateLimit({ max: config.failedKeysPerMinute, timeWindow: 60_000 });
  setValidators(app);
  readJsonBodies(app);
  answerErrors(app, given, v1Face);
  const sendStudio = await serveStudio(app, context);
  const notFound = (request: FastifyRequest, reply: FastifyReply) =>
    sendStudio !== undefined && wantsPage(request)
      ? sendStudio(reply)
      : sendFault(reply, faceOf(request.url), routeNotFound(request.method, request.url.split('?')[0] ?? ''));
  app.setNotFoundHandler(notFound);
  // Said before the body is read, which the handler alone would do first.
  app.addHook('onRequest', async (request, reply) => (request.is404 ? notFound(request, reply) : undefined));

  const door = async (face: ErrorFace, routes: Routes, versions?: readonly string[]) => {
    const scoped: FastifyPluginAsync = async (scope) => {
      answerErrors(scope, given, face);
      requireKey(scope, context, failedKeys);
      if (versions !== undefined) requireApiVersion(scope, versions);
      await routes(scope, context);
    };
    await app.register(scoped);
  };
  await door(nov2021Face, registerNov2021Runtime);
  await door(azureFace, registerLanguageRuntime, runtimeApiVersions);
  await door(azureFace, registerAuthoring, authoringApiVersions);
  await door(v1Face, registerV1);
  registerOperator(app, context, { scrape, failedKeys });
  return app;
}

// The door that a path nobody serves belongs to.
function faceOf(url: string): ErrorFace {
  if (url.startsWith('/text/analytics')) return nov2021Face;
  return url.startsWith('/language') ? azureFace : v1Face;
}
