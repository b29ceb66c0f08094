import { pipeline, Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify';
import { bodyTooLarge, invalidBody, unsupportedContentEncoding } from './door-fault.ts';
import { FaultError } from './fault.ts';

const encodings = ['gzip', 'deflate', 'br'] as const;
type Encoding = (typeof encodings)[number];

/** What an encoded body may expand to where a plain one may have any length. */
const mostExpanded = 2 * 1024 ** 3;

/**
 * Bodies with `Content-Encoding: gzip`, `deflate` or `br` are read as what they expand to. The body limit of an endpoint
 * counts the expanded bytes, and nothing is expanded ahead of whoever reads it. Other encodings are refused by name (415).
 */
export function decodeBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = encodingOf(request);
    return encoding === undefined ? payload : decoded(payload, encoding, limitOf(request));
  });
}

/** The encoding of the body; undefined: there is none, or no body. Throws a 415. */
function encodingOf({ headers }: FastifyRequest): Encoding | undefined {
  const header = headers['content-encoding'];
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (header === undefined || !hasBody) return undefined;
  // `x-gzip` is an old name of `gzip` (RFC 9110, 8.4.1.3).
  const name = header
    .trim()
    .toLowerCase()
    .replace(/^x-gzip$/, 'gzip');
  if (name === '' || name === 'identity') return undefined;
  const known = encodings.find((one) => one === name);
  if (known === undefined) throw new FaultError(unsupportedContentEncoding(header, encodings));
  return known;
}

function limitOf({ routeOptions: { bodyLimit, config } }: FastifyRequest): number {
  const { endpoint } = config;
  return endpoint?.streams === undefined ? bodyLimit : (endpoint.bodyLimit ?? mostExpanded);
}

/** The expanded body. Fastify compares `receivedEncodedLength` with the announced length. */
function decoded(payload: RequestPayload, encoding: Encoding, limit: number): RequestPayload {
  let received = 0;
  const arrived = (bytes: number) => {
    received += bytes;
  };
  const body = Readable.from(expand(payload, { encoding, limit, arrived }), { objectMode: false });
  return Object.defineProperty(body, 'receivedEncodedLength', { get: () => received });
}

interface Expansion {
  readonly encoding: Encoding;
  readonly limit: number;
  /** Told how many encoded bytes have come. */
  readonly arrived: (bytes: number) => void;
}

async function* expand(payload: Readable, { encoding, limit, arrived }: Expansion): AsyncGenerator<Buffer> {
  const chunks = counted(payload, arrived);
  const { value: first } = await chunks.next();
  const expander = createExpander(encoding, first);
  // An error of the source ends the expander, so it is thrown by the loop.
  pipeline(Readable.from(startingWith(first, chunks)), expander, () => undefined);
  let length = 0;
  try {
    for await (const chunk of expander as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) throw new FaultError(bodyTooLarge(limit));
      yield chunk;
    }
  } catch (error) {
    throw isBrokenData(error) ? new FaultError(invalidBody(`The body is not valid ${encoding}.`)) : error;
  } finally {
    expander.destroy();
    // The unread rest is dropped: if it stayed, a refusal would not arrive.
    payload.resume();
  }
}

async function* counted(payload: Readable, arrived: (bytes: number) => void): AsyncGenerator<Buffer, undefined> {
  for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    arrived(chunk.length);
    yield chunk;
  }
  return undefined;
}

async function* startingWith(first: Buffer | undefined, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first !== undefined) yield first;
  yield* rest;
}

function createExpander(encoding: Encoding, start: Buffer | undefined) {
  if (encoding === 'gzip') return createGunzip();
  if (encoding === 'br') return createBrotliDecompress();
  // `deflate` means zlib's format, whose first byte ends in 8. Some programs send the bare one (RFC 9110, 8.4.1.2).
  return ((start?.[0] ?? 8) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

/** zlib's codes begin with `Z_`, those of brotli with `ERR_` or `BROTLI`. */
function isBrokenData(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(Z_|ERR_|BROTLI)/.test(code);
}
