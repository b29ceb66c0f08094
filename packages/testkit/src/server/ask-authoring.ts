import {
  type AuthoringEndpointId,
  AzureErrorResponse,
  authoringEndpoints,
  authoringShapeOf,
  type Endpoint,
} from '@taxon/contract';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { expectSchema } from './check-schema.ts';
import type { RouteServer } from './start-route-server.ts';

export interface AuthoringAsk {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly payload?: InjectOptions['payload'];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls endpoints by id. Every answer is checked against its record, or against the error shape. */
export function authoringAsker(server: RouteServer, version: string) {
  return async (id: AuthoringEndpointId, ask: AuthoringAsk = {}): Promise<LightMyRequestResponse> => {
    const row: Endpoint = authoringEndpoints[id];
    const path = row.path.replace(/\{(\w+)\}/g, (_place, name: string) => encodeURIComponent(ask.params?.[name] ?? ''));
    const response = await server.call({
      method: row.method,
      url: authoringShapeOf(version).base + path,
      query: { ...ask.query, 'api-version': version },
      ...(ask.payload === undefined ? {} : { payload: ask.payload }),
      headers: { ...ask.headers },
    });
    checkAnswer(row, response);
    return response;
  };
}

function checkAnswer(row: Endpoint, response: LightMyRequestResponse): void {
  const schema = row.responses[response.statusCode];
  if (schema === undefined) {
    expect(response.statusCode, response.body).toBeGreaterThanOrEqual(400);
    expectSchema(AzureErrorResponse, response.json());
  } else if (schema === null) expect(response.body).toBe('');
  else expectSchema(schema, response.json());
  if (response.statusCode !== 202) return;
  expect(response.headers['operation-location']).toMatch(/^https:\/\/taxon\.example\/language\/authoring\//);
  expect(response.headers['retry-after']).toBe('1');
}

/** The id and the path that a 202 names. */
export function jobOf(response: LightMyRequestResponse): { readonly jobId: string; readonly url: string } {
  const location = new URL(String(response.headers['operation-location']));
  return { jobId: location.pathname.split('/').at(-1) ?? '', url: location.pathname + location.search };
}
