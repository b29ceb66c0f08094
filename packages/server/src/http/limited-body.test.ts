import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { fastify } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { FaultError } from './fault.ts';
import { bodyStream, mediaTypeOf, streamBodies } from './limited-body.ts';

const apps: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

/** An app whose only route counts the bytes of its body; `ended` hears how reading went. */
function counting(limit?: number, ended: (outcome: unknown) => void = () => {}) {
  const app = fastify({ forceCloseConnections: true });
  apps.push(app);
  streamBodies(app);
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof FaultError ? error.fault.status : 500).send({ message: String(error) }),
  );
  app.post('/', async (request) => {
    let bytes = 0;
    try {
      for await (const chunk of bodyStream(request, limit)) bytes += (chunk as Buffer).length;
    } catch (error) {
      ended(error);
      throw error;
    }
    return { bytes };
  });
  return app;
}

const post = { method: 'POST', url: '/' } as const;
const chunked = { ...post, headers: { 'transfer-encoding': 'chunked' } };
const inPieces = (count: number) => Readable.from(Array.from({ length: count }, () => Buffer.alloc(1_000)));

describe('bodyStream', () => {
  it('hands on what arrives, of any media type and none', async () => {
    const headers = { ...chunked.headers, 'content-type': 'application/x-ndjson' };
    expect((await counting().inject({ ...post, headers, payload: inPieces(50) })).json()).toEqual({ bytes: 50_000 });
    expect((await counting(50_000).inject({ ...chunked, payload: inPieces(50) })).json()).toEqual({ bytes: 50_000 });
  });

  it('refuses no body, and a body announced too long', async () => {
    expect((await counting().inject(post)).statusCode).toBe(400);
    const announced = { ...post, headers: { 'content-length': '2001' }, payload: Buffer.alloc(2_001) };
    expect((await counting(2_000).inject(announced)).statusCode).toBe(413);
  });

  it('refuses one that turns out too long, and the refusal arrives', async () => {
    const address = await counting(2_000).listen({ host: '127.0.0.1', port: 0 });
    const body = Readable.toWeb(inPieces(3_000)) as ReadableStream;
    const response = await fetch(address, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await response.text()).toContain('Limit request size to: 2000');
    expect(response.status).toBe(413);
  });

  it('ends with a refusal when the caller goes away', async () => {
    const outcome = Promise.withResolvers<unknown>();
    const app = counting(undefined, outcome.resolve);
    const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const socket = connect(Number(address.port), address.hostname);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv\r\ncontent-length: 100\r\n\r\ntext,label');
    setTimeout(() => socket.destroy(), 100);
    const error = await outcome.promise;
    expect(error).toBeInstanceOf(FaultError);
    expect((error as FaultError).fault.code).toBe('http/body-incomplete');
  });
});

describe('mediaTypeOf', () => {
  it('reads past parameters and letter case, and names what is offered', () => {
    const of = (type?: string) => mediaTypeOf({ headers: { 'content-type': type } } as never, ['text/csv', 'a/b']);
    expect(of('Text/CSV; charset=utf-8')).toBe('text/csv');
    expect(() => of('text/xml')).toThrow('must be one of text/csv, a/b, got "text/xml".');
    expect(() => of(undefined)).toThrow('got nothing');
  });
});
