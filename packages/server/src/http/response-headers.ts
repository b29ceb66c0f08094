import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/**
 * Headers on every answer: what the hosted service sends, and a content policy that allows nothing. Pages (the Studio,
 * /docs) set their own policy with a nonce.
 */
export async function setResponseHeaders(app: FastifyInstance, overTls: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: overTls ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('apim-request-id', request.id);
  });
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    // Otherwise a held poll that is answered while the server stops would keep its connection open for another minute,
    // and the stop would wait for it.
    if (closing) void reply.header('connection', 'close');
    void reply.header('x-envoy-upstream-service-time', String(Math.round(reply.elapsedTime)));
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
}
