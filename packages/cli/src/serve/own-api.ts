import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OperationView, v1Base } from '@taxon/contract';

/** Calls of `taxon serve` to its own server, over HTTP as everybody's. */
export interface OwnApi {
  /** The parsed answer, or an Error with the message of a refusal; undefined for 404. */
  call(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** Starts something long and answers how it ended; tells each change of its progress. */
  finish(
    method: 'PUT' | 'POST',
    path: string,
    body: unknown,
    tell?: (operation: OperationView) => void,
  ): Promise<OperationView>;
}

/** `stop` ends waiting and calls under way. */
export function ownApi(url: string, key: string, stop: AbortSignal): OwnApi {
  const call: OwnApi['call'] = async (method, path, body) => {
    const response = await send(`${url}${v1Base}${path}`, method, key, body, stop);
    if (response.status === 404) return undefined;
    if (response.status >= 400)
      throw new Error(`${method} ${path} was answered ${response.status}: ${messageOf(response.body)}`);
    return response.body;
  };
  return {
    call,
    finish: async (method, path, body, tell) => {
      let operation = (await call(method, path, body)) as OperationView;
      while (!['succeeded', 'failed', 'cancelled'].includes(operation.status)) {
        await sleep(100, undefined, { signal: stop });
        operation = (await call('GET', `/operations/${operation.id}?wait=1`)) as OperationView;
        tell?.(operation);
      }
      return operation;
    },
  };
}

// Not fetch: the certificate of our own server need not be one that this machine trusts.
async function send(url: string, method: string, key: string, body: unknown, signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: unknown }>();
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const options = {
    method,
    signal,
    rejectUnauthorized: false,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  };
  const outgoing = request(url, options, (response) => {
    json(response).then((parsed) => resolve({ status: response.statusCode ?? 0, body: parsed }), reject);
  });
  outgoing.on('error', reject);
  outgoing.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  return promise;
}

function messageOf(body: unknown): string {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : body;
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : JSON.stringify(error);
}
