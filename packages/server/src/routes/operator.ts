import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DoorContext } from '../context.ts';
import { authenticate, type FailedKeyLimit } from '../plugins/key-auth.ts';
import type { Scrape } from '../plugins/metrics.ts';

/**
 * For operators: `/healthz` (the process lives) and `/readyz` (it can do its work) without a key; `/metrics` from this
 * machine without a key, from elsewhere with one that may read.
 */
export function registerOperator(
  app: FastifyInstance,
  context: DoorContext,
  { scrape, failedKeys }: { scrape: Scrape; failedKeys: FailedKeyLimit },
): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const state = await context.engine.ready();
    if (state.ok) return { status: 'ready' };
    return reply.code(503).header('retry-after', '1').send({ status: 'not ready', problem: state.problem });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isFromThisMachine(request)) {
      const actor = await authenticate(request, context, failedKeys);
      context.engine.access.require(actor, 'read');
    }
    const { contentType, body } = await scrape();
    return reply.header('content-type', contentType).send(body);
  });
}

// A proxy on this machine makes everybody look local; the headers it adds tell.
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}
