import { Readable } from 'node:stream';
import { anyMediaType } from '@taxon/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyIncomplete, bodyTooLarge, emptyBody, unsupportedMediaType } from './door-fault.ts';
import { FaultError } from './fault.ts';

/** Within this scope bodies are not read: the handler takes the stream. */
export function streamBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/** Refuses a body that is of none of the given media types; answers which one it is, in lower case. */
export function mediaTypeOf(request: FastifyRequest, offered: readonly string[]): string {
  const header = request.headers['content-type'];
  const mediaType = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (offered.includes(anyMediaType) || offered.includes(mediaType)) return mediaType;
  throw new FaultError(unsupportedMediaType(header, `one of ${offered.join(', ')}`));
}

/**
 * The streamed body of a request. Refuses a missing body, and one whose announced length is over the
 * limit, before anything is read. A body that turns out too long or breaks off ends with a refusal at that point.
 */
export function bodyStream(request: FastifyRequest, limit = Number.POSITIVE_INFINITY): Readable {
  const { body } = request;
  if (!(body instanceof Readable)) throw new FaultError(emptyBody);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new FaultError(bodyTooLarge(limit));
  return Readable.from(watched(body, limit), { objectMode: false });
}

async function* watched(body: Readable, limit: number): AsyncGenerator<Buffer> {
  let length = 0;
  try {
    // What is left is read and dropped. If it were destroyed or left unread, a refusal would not arrive.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limit) throw new FaultError(bodyTooLarge(limit));
      yield chunk;
    }
  } catch (error) {
    // The caller has gone away: nobody reads the answer, and there is nothing to log.
    throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? new FaultError(bodyIncomplete) : error;
  } finally {
    // Also when whoever reads the body stops before its end.
    body.resume();
  }
}
