import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { AzureErrorResponse, V1Error } from '@taxon/contract';
import { owner } from '@taxon/testkit/engine/test-engine';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { ownerKey, type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: RouteServer;
let place: { readonly address: string; readonly port: number };
const sockets: Socket[] = [];
beforeAll(async () => {
  server = await startRouteServer();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  place = server.app.server.address() as typeof place;
  await server.engine.projects.createOrChange(owner, 'p', { kind: 'single', language: 'en' });
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await server.stop();
});

const submitPath = '/language/analyze-text/jobs?api-version=2023-04-01';
const key = `Ocp-Apim-Subscription-Key: ${ownerKey}`;

function open(): Socket {
  const socket = connect(place.port, place.address);
  sockets.push(socket);
  return socket;
}

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: unknown;
}

/** Sends text as it is and reads until the server ends the connection. */
async function send(text: string | Buffer): Promise<Answer> {
  const socket = open();
  const parts: Buffer[] = [];
  socket.on('data', (bytes) => void parts.push(bytes));
  socket.write(text);
  await once(socket, 'end');
  const [head = '', body = ''] = Buffer.concat(parts).toString('utf8').split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: JSON.parse(body) };
}

describe.each([
  ['Azure', submitPath, AzureErrorResponse],
  ['/v1', '/v1/projects/p', V1Error],
  ['no door', '/nowhere', V1Error],
] as const)('what is no proper HTTP, at the paths of %s', (_door, path, schema) => {
  it.each([
    [400, 'a header without a colon', `POST ${path} HTTP/1.1\r\nHost: t\r\nbroken\r\n\r\n`],
    [400, 'two lengths', `POST ${path} HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx`],
    [400, 'a version that nobody speaks', `POST ${path} HTTP/9.9\r\nHost: t\r\n\r\n`],
    [400, 'no Host', `POST ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`],
    [
      400,
      'a chunk of no length',
      `POST ${path} HTTP/1.1\r\nHost: t\r\n${key}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    ],
    [431, 'headers too long', `POST ${path} HTTP/1.1\r\nHost: t\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    [417, 'an expectation', `POST ${path} HTTP/1.1\r\nHost: t\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n`],
  ])('%i in its shape: %s', async (status, _what, text) => {
    const answer = await send(text);
    expect(answer.status).toBe(status);
    expectSchema(schema, answer.body);
    expect(answer.head).toContain('apim-request-id: ');
    expect(answer.head).toContain('connection: close');
    if (status === 431) expect(JSON.stringify(answer.body)).toContain('at most 16384 bytes');
  });
});

describe('a caller that waits for "100 Continue"', () => {
  const head = (path: string, more: string) =>
    `POST ${path} HTTP/1.1\r\nHost: t\r\nContent-Type: text/csv\r\nExpect: 100-continue\r\nContent-Length: 12\r\n${more}\r\n\r\n`;

  it('gets it only with a right key, and a refusal in its place otherwise', async () => {
    const denied = await send(head('/v1/projects/p:import', 'Authorization: Bearer wrong'));
    expect(denied.status).toBe(401);
    expect(denied.head).toContain('connection: close');

    const lost = await send(head('/v1/nowhere', key));
    expect(lost.status).toBe(404);
  });

  it('gets it before it sends, and then the answer', async () => {
    const socket = open();
    const parts: Buffer[] = [];
    socket.on('data', (bytes) => void parts.push(bytes));
    const said = () => Buffer.concat(parts).toString();
    socket.write(head('/v1/projects/p:import', key));
    await expect.poll(said).toContain('HTTP/1.1 100 Continue');
    expect(said()).not.toContain('202');
    socket.write('text,label\na');
    await expect.poll(said).toContain('HTTP/1.1 202 ');
    socket.destroy();
  });
});

describe('a caller that hangs up within its body', () => {
  it.each([
    ['JSON', 'application/json', submitPath, ''],
    ['a stream', 'text/csv', '/v1/projects/p:import', ''],
    ['a compressed stream', 'text/csv', '/v1/projects/p:import', 'Content-Encoding: gzip\r\n'],
  ])('is not logged as a failure of the database or of the server: %s', async (_what, type, path, more) => {
    const before = server.logged.length;
    const socket = open();
    const start = gzipSync('text,label\n'.repeat(9_000)).subarray(0, 30);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: t\r\n${key}\r\n${more}Content-Type: ${type}\r\nContent-Length: 5000\r\n\r\n`,
    );
    socket.write(start);
    await sleep(100);
    socket.resetAndDestroy();
    await sleep(200);
    expect(server.logged.slice(before)).toEqual([]);
  });
});

describe('an encoded body', () => {
  const rows = `text,label\n${'a text that repeats,A\n'.repeat(2_000)}`;
  const importRows = (payload: Buffer, encoding: string) =>
    server.call({
      method: 'POST',
      url: '/v1/projects/p:import',
      headers: { 'content-type': 'text/csv', 'content-encoding': encoding },
      payload,
    });

  it.each([
    ['gzip', gzipSync(rows)],
    ['x-gzip', gzipSync(rows)],
    ['deflate', deflateSync(rows)],
    ['deflate', deflateRawSync(rows)],
    ['BR', brotliCompressSync(rows)],
    ['identity', Buffer.from(rows)],
  ])('is read as what it expands to: %s', async (encoding, payload) => {
    const response = await importRows(payload, encoding);
    expect(response.statusCode).toBe(202);
    const { id } = response.json();
    await server.work('import-rows', id);
    expect(await server.engine.operations.get(owner, { id })).toMatchObject({ result: { imported: 2_000, failed: 0 } });
  });

  it('is read so at every door', async () => {
    const body = {
      analysisInput: { documents: [{ id: '1', text: 't' }] },
      tasks: [{ kind: 'CustomSingleLabelClassification', parameters: { projectName: 'p', deploymentName: 'd' } }],
    };
    for (const [encoding, compress] of Object.entries({
      gzip: gzipSync,
      deflate: deflateSync,
      br: brotliCompressSync,
    })) {
      const response = await server.call({
        method: 'POST',
        url: submitPath,
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
        payload: compress(JSON.stringify(body)),
      });
      expect(response.statusCode).toBe(202);
    }
  });

  it('counts by its expanded length', async () => {
    const bomb = gzipSync(Buffer.alloc(257 * 1024 ** 2, ' '));
    expect(bomb.length).toBeLessThan(400_000);
    const small = await server.call({
      method: 'POST',
      url: submitPath,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: bomb,
    });
    expect(small.statusCode).toBe(413);
    expect(small.body).toContain('1048576');
    const large = await server.call({
      method: 'POST',
      url: '/v1/projects/p:importLabelsFile',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: bomb,
    });
    expect(large.statusCode).toBe(413);
    expect(large.json().error.message).toContain(String(256 * 1024 ** 2));
  }, 30_000);

  it.each([
    ['is broken', Buffer.from('no gzip at all')],
    ['ends too early', gzipSync(rows).subarray(0, 40)],
  ])('that %s is a 400', async (_how, payload) => {
    const response = await importRows(payload, 'gzip');
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toMatchObject({ code: 'input/invalid', message: 'The body is not valid gzip.' });
  });

  it.each(['zstd', 'compress', 'gzip, br'])('in another encoding is refused by name: %s', async (encoding) => {
    const response = await importRows(gzipSync(rows), encoding);
    expect(response.statusCode).toBe(415);
    expect(response.json().error).toMatchObject({
      code: 'http/unsupported-content-encoding',
      message: `Header "content-encoding": must be one of gzip, deflate, br, got "${encoding}".`,
    });
  });
});
