import { type V1Answer, V1Error, type V1Operation, type V1OperationId, v1Base, v1Operations } from '@taxon/contract';
import type { InjectOptions } from 'fastify';
import { expect } from 'vitest';
import { expectSchema } from './check-schema.ts';
import type { RouteServer } from './start-route-server.ts';

export interface V1Ask {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly payload?: InjectOptions['payload'];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface V1Reply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Calls operations by id. Every answer is checked against its row, or against the error shape. */
export function v1Asker(server: RouteServer) {
  const send = async (id: V1OperationId, ask: V1Ask) => {
    const row: V1Operation = v1Operations[id];
    const path = row.path.replace(/\{(\w+)\}/g, (_place, name: string) => encodeURIComponent(ask.params?.[name] ?? ''));
    const response = await server.call({
      method: row.method,
      url: v1Base + path,
      ...(ask.query === undefined ? {} : { query: { ...ask.query } }),
      ...(ask.payload === undefined ? {} : { payload: ask.payload }),
      headers: { ...ask.headers },
    });
    const body: unknown = response.body === '' ? undefined : response.json();
    const schema = row.responses[response.statusCode];
    if (schema === null) expect(body).toBeUndefined();
    else expectSchema(schema ?? V1Error, body);
    return { status: response.statusCode, body, headers: response.headers };
  };
  return {
    /** An answer that went well; anything else fails. */
    ok: async <Id extends V1OperationId>(id: Id, ask: V1Ask = {}): Promise<V1Reply<V1Answer<Id>>> => {
      const reply = await send(id, ask);
      expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
      return reply as V1Reply<V1Answer<Id>>;
    },
    /** A refusal: its status and error. */
    refused: async (id: V1OperationId, ask: V1Ask = {}): Promise<{ status: number } & V1Error['error']> => {
      const reply = await send(id, ask);
      expect(reply.status, JSON.stringify(reply.body)).toBeGreaterThanOrEqual(400);
      return { status: reply.status, ...(reply.body as V1Error).error };
    },
  };
}
