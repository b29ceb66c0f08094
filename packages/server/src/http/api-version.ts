import { isApiVersion } from '@taxon/contract';
import type { FastifyInstance } from 'fastify';
import { invalidParameter } from './door-fault.ts';

/**
 * Every route of the scope needs `?api-version=`. Any well-formed version from the door's first one on is accepted: one
 * that came out after this program has the shape of the newest known one. A refusal names the supported versions.
 */
export function requireApiVersion(app: FastifyInstance, supported: readonly string[]): void {
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.public === true) return;
    request.apiVersion = checkApiVersion((request.query as Record<string, unknown>)['api-version'], supported);
  });
}

/** The version asked for, or a 400. */
function checkApiVersion(asked: unknown, supported: readonly string[]): string {
  const [value, second] = Array.isArray(asked) ? [...new Set<unknown>(asked)] : [asked];
  // Clients that follow a link add theirs again. Two that differ would be a guess.
  if (second !== undefined)
    throw invalidParameter('api-version', `must be one version, not also ${String(value)}`, second);
  const first = supported[0] ?? '';
  if (typeof value === 'string' && isApiVersion(value) && value >= first) return value;
  throw invalidParameter('api-version', `must be one of ${supported.join(', ')} or later`, value);
}
