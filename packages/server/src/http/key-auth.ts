import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DoorContext } from './context.ts';
import { tooManyFailedKeys, unauthorized } from './door-fault.ts';
import { FaultError } from './fault.ts';

/** Counts wrong keys by address; a valid key always passes, so no other caller behind the same address is locked out. */
export type FailedKeyLimit = ReturnType<FastifyInstance['createRateLimit']>;

/**
 * Every route of the scope needs a key, except those marked public. Runs on onRequest: a body of a caller without a key
 * is never read.
 */
export function requireKey(app: FastifyInstance, context: DoorContext, failedKeys: FailedKeyLimit): void {
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.public === true) return;
    request.actor = await authenticate(request, context, failedKeys);
  });
}

/** The caller's actor, or a 401 (429 when the address has tried too often). */
export async function authenticate(request: FastifyRequest, context: DoorContext, failedKeys: FailedKeyLimit) {
  const secret = keyOf(request);
  if (secret === undefined) throw new FaultError(unauthorized);
  // The key is looked up before it is counted, also for an address that has tried too often: other callers behind that
  // address may have valid keys. The cost is bounded: the same wrong key is looked up once in 5 s, and by an index.
  const actor = await context.engine.access.authenticate(secret);
  if (actor !== undefined) return actor;
  const limit = await failedKeys(request);
  if (!limit.isAllowed && limit.isExceeded) throw new FaultError(tooManyFailedKeys(limit.ttlInSeconds));
  throw new FaultError(unauthorized);
}

/** The key as the caller sent it: Azure's header, else a bearer token. */
function keyOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const header = request.headers['ocp-apim-subscription-key'];
  if (typeof header === 'string' && header !== '') return header;
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}
