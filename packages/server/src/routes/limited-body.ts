import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyTooLarge, emptyBody, unsupportedMediaType } from '../wire/door-fault.ts';
import { FaultError } from '../wire/fault.ts';

/** Within this scope bodies are not read: the handler takes the stream. */
export function streamBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/** Refuses a body that is of none of the given media types; answers which one it is, in lower case. */
export function mediaTypeOf(request: FastifyRequest, offered: readonly string[]): string {
  const given = request.headers['content-type'];
  const mediaType = (given ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (offered.includes(mediaType)) return mediaType;
  const fault = unsupportedMediaType(given);
  const message = fault.message.replace('must be application/json', `must be one of ${offered.join(', ')}`);
  throw new FaultError({ ...fault, message });
}

/**
 * The streamed body of a request. Refuses a missing one and, by its announced length, one over the limit, before
 * anything is read; a body that only turns out too long ends with the same refusal where it passes the limit.
 */
export function bodyStream(request: FastifyRequest, limit = Number.POSITIVE_INFINITY): Readable {
  const { body } = request;
  if (!(body instanceof Readable)) throw new FaultError(emptyBody);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new FaultError(bodyTooLarge(limit));
  return limit === Number.POSITIVE_INFINITY ? body : Readable.from(limited(body, limit), { objectMode: false });
}

async function* limited(body: Readable, limit: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new FaultError(bodyTooLarge(limit));
    yield chunk;
  }
}
