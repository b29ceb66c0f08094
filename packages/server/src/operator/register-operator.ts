import type { Readiness } from '@taxon/engine';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DoorContext } from '../http/context.ts';
import { authenticate, type FailedKeyLimit } from '../http/key-auth.ts';
import type { Scrape } from './scrape.ts';

/**
 * For operators. `/healthz` (the process lives) and `/readyz` (it can do its work) need no key. `/metrics` needs none from
 * this machine; from another machine it needs a key that may read.
 */
export function registerOperator(
  app: FastifyInstance,
  context: DoorContext,
  { scrape, failedKeys }: { scrape: Scrape; failedKeys: FailedKeyLimit },
): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  const look = createReadiness(context);
  app.get('/readyz', async (_request, reply) => {
    const state = await look();
    if (state.ok)
      return { status: 'ready', workers: state.workers, ...(state.workers === 0 ? { warning: noWorker } : {}) };
    const problem = 'The database does not take writes now; the server log says why.';
    return reply.code(503).header('retry-after', '1').send({ status: 'not ready', problem });
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

// A server without workers is ready: jobs are stored and wait, and everything else works. If it were not ready, a load
// balancer would take every server out while the workers are replaced, and the wait would become an outage.
const noWorker = 'No worker lives: imports, trainings and asynchronous classification wait until one does.';

const freshMilliseconds = 1_000;

/**
 * Whether the engine can do its work. The answer is at most a second old: each check takes a transaction id of the
 * database, and anybody may ask. What the database says is only for the log.
 */
function createReadiness({ engine, given }: DoorContext): () => Promise<Readiness> {
  let asked: Promise<Readiness> | undefined;
  let freshUntil = 0;
  const look = async () => {
    try {
      const state = await engine.ready();
      if (!state.ok) given.log.warn({ problem: state.problem }, 'not ready');
      return state;
    } finally {
      freshUntil = given.clock().getTime() + freshMilliseconds;
    }
  };
  return () => {
    if (asked === undefined || given.clock().getTime() >= freshUntil) {
      // Until the answer is there, all requests wait for the same one.
      freshUntil = Number.POSITIVE_INFINITY;
      asked = look();
    }
    return asked;
  };
}

// Behind a proxy on this machine every request looks local; the headers that the proxy adds show that it is not.
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  return /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '');
}
