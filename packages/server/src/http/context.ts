import type { Actor, Engine, Given } from '@taxon/engine';
import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../config.ts';

/** What every route gets: the engine, what the composition root gave, and the door's own settings. */
export interface DoorContext {
  readonly engine: Engine;
  readonly given: Given;
  readonly config: AppConfig;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the key plugin before the body is read; undefined on public routes only. Read it with `actorOf`. */
    actor: Actor | undefined;
    /** Set by the api-version plugin where a door has one. Read it with `apiVersionOf`. */
    apiVersion: string | undefined;
  }
  interface FastifyContextConfig {
    /** Open without a key. */
    public?: boolean;
  }
}

/** Who is calling. Only for routes behind the key plugin. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new Error(`${request.routeOptions.url} is public and has no actor`);
  return request.actor;
}

/** The api-version of the call. Only for routes behind the api-version plugin. */
export function apiVersionOf(request: FastifyRequest): string {
  if (request.apiVersion === undefined) throw new Error(`${request.routeOptions.url} takes no api-version`);
  return request.apiVersion;
}
