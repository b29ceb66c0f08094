import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Given } from '@taxon/engine';
import { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import type { AppConfig } from '../config.ts';
import { mostHeaderBytes } from './door-fault.ts';

type Refuse = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

// Runtime bodies: 1 MB (taxon.md 7). Routes that take more say so themselves.
const bodyLimit = 1_048_576;

/**
 * Fastify with the limits that keep slow or greedy connections from holding a process. `refuse` answers what Fastify
 * refuses before there is a route: paths that do not decode, parameters that are too long.
 */
export function createListener(
  config: AppConfig,
  given: Given,
  verbs: readonly string[],
  refuse: Refuse,
): FastifyInstance {
  const { trustProxy } = config;
  return fastify({
    bodyLimit,
    genReqId: () => given.newId(),
    trustProxy: trustProxy === undefined ? false : [...trustProxy],
    rewriteUrl: (request) => usualUrl(request.url ?? '/', verbs),
    // A slash behind a path changes nothing, as in the hosted service, at any door.
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => void refuse(error, request as FastifyRequest, reply as FastifyReply),
    serverFactory: (handler) => createServer(config, handler as RequestListener),
  });
}

function createServer({ tls }: AppConfig, handler: RequestListener) {
  const limits = {
    // Headers within 20 s. A whole request within an hour, because streamed imports are long. Idle for at most 2 minutes.
    headersTimeout: 20_000,
    requestTimeout: 3_600_000,
    keepAliveTimeout: 72_000,
    maxHeaderSize: mostHeaderBytes,
    // A door refuses a request without the header "Host" itself.
    requireHostHeader: false,
  };
  const server =
    tls === undefined ? createHttpServer(limits, handler) : createHttpsServer({ ...limits, ...tls }, handler);
  server.setTimeout(120_000);
  return server as ReturnType<typeof createHttpServer>;
}

/**
 * The address in the spelling that routes have; the query is left as it is. Clients given an endpoint with a trailing slash
 * send `//language/…`. Some write the colon of a verb as `%3A`, which the hosted service reads as the same address; elsewhere
 * `%3A` stays, since it may belong to a name.
 */
function usualUrl(url: string, verbs: readonly string[]): string {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  const single = path.replace(/\/{2,}/g, '/');
  const usual = single.replace(/%3a([\w-]+)(\/?)$/i, (all, verb: string, slash: string) =>
    verbs.includes(verb) ? `:${verb}${slash}` : all,
  );
  return usual + (query === -1 ? '' : url.slice(query));
}
