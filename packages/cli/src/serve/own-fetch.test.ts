import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { selfSigned } from '@taxon/testkit/server/self-signed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownFetch } from './own-fetch.ts';

let server: ReturnType<typeof createServer>;
let url: string;

beforeAll(async () => {
  const { cert, key } = await selfSigned(new Date());
  server = createServer({ cert, key }, async (request, response) => {
    const body = await text(request);
    response.writeHead(request.method === 'DELETE' ? 204 : 201);
    response.end(
      request.method === 'DELETE' ? undefined : JSON.stringify({ body, type: request.headers['content-type'] }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('ownFetch', () => {
  it('reaches a server whose certificate nobody trusts, with method, headers and body', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await ownFetch(url, { method: 'POST', headers, body: '{"ü":1}' });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ body: '{"ü":1}', type: 'application/json' });
  });

  it('answers no body where there is none, and stops when it is told to', async () => {
    expect((await ownFetch(url, { method: 'DELETE' })).status).toBe(204);
    await expect(ownFetch(url, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
  });

  it('refuses a body that is no string instead of sending none', async () => {
    await expect(ownFetch(url, { method: 'POST', body: new Uint8Array(1) })).rejects.toThrow(TypeError);
  });
});
