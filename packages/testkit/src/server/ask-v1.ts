import { createTaxonClient, TaxonError } from '@taxon/client';
import { type V1Answer, type V1Endpoint, type V1EndpointId, V1Error, v1Endpoints } from '@taxon/contract';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { expectSchema } from './check-schema.ts';
import { injectTransport } from './inject-transport.ts';
import type { RouteServer } from './start-route-server.ts';

interface V1Ask {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. A text is sent unchanged, with the content type in `headers`. */
  readonly payload?: object | string;
  /** They are added to the client's headers, or replace them. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface V1Reply<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface V1Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly requestId?: string;
}

/** Calls endpoints by id with the product's client. Every answer is checked against its record or the error shape. */
export interface V1Asker {
  /** Answers what went well. A refusal fails the test. */
  ok<Id extends V1EndpointId>(id: Id, ask?: V1Ask): Promise<V1Reply<V1Answer<Id>>>;
  /** Answers the status and the error of a refusal. Anything else fails the test. */
  refused(id: V1EndpointId, ask?: V1Ask): Promise<V1Refusal>;
}

export function v1Asker(server: Pick<RouteServer, 'call'>): V1Asker {
  const send = async (id: V1EndpointId, { headers = {}, ...ask }: V1Ask) => {
    let response: LightMyRequestResponse | undefined;
    const fetch = injectTransport(async (options) => {
      response = await server.call({ ...options, headers: { ...options.headers, ...headers } });
      checkAnswer(v1Endpoints[id], response);
      return response;
    });
    const client = createTaxonClient({ baseUrl: '', fetch });
    const outcome = await client.call(id, inputOf(ask, headers['content-type']) as never).then(
      (body): V1Reply<unknown> => ({ status: response?.statusCode ?? 0, body, headers: response?.headers ?? {} }),
      (error: unknown) => {
        if (error instanceof TaxonError) return error;
        throw error;
      },
    );
    return outcome;
  };
  return {
    ok: async <Id extends V1EndpointId>(id: Id, ask: V1Ask = {}): Promise<V1Reply<V1Answer<Id>>> => {
      const outcome = await send(id, ask);
      if (outcome instanceof TaxonError)
        return expect.fail(`${id}: ${outcome.status} ${outcome.code} ${outcome.message}`);
      return outcome as V1Reply<V1Answer<Id>>;
    },
    refused: async (id: V1EndpointId, ask: V1Ask = {}): Promise<V1Refusal> => {
      const outcome = await send(id, ask);
      if (!(outcome instanceof TaxonError))
        return expect.fail(`${id}: ${outcome.status} ${JSON.stringify(outcome.body)}`);
      const { status = 0, code, message, field, requestId } = outcome;
      return {
        status,
        code,
        message,
        ...(field === undefined ? {} : { field }),
        ...(requestId === undefined ? {} : { requestId }),
      };
    },
  };
}

function inputOf({ params, query, payload }: V1Ask, contentType = 'application/json') {
  const body = typeof payload === 'string' ? { stream: { contentType, content: payload } } : { body: payload };
  return { params, query, ...(payload === undefined ? {} : body) };
}

function checkAnswer(row: V1Endpoint, response: LightMyRequestResponse): void {
  const schema = row.responses[response.statusCode];
  if (schema === null) expect(response.body).toBe('');
  else expectSchema(schema ?? V1Error, response.json());
}
