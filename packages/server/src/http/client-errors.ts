import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Given } from '@taxon/engine';
import type { FastifyInstance } from 'fastify';
import type { DoorPaths } from './door.ts';
import { badRequest, headersTooLarge, requestTimeout } from './door-fault.ts';
import type { Fault } from './fault.ts';

/** An error of Node's HTTP parser. */
interface ParserError extends Error {
  readonly code?: string;
  readonly reason?: string;
  /** The bytes that were being parsed. */
  readonly rawPacket?: Buffer;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * What is no proper HTTP never becomes a request. It is refused in the shape of the door that its path belongs to, as far as
 * the path can be read, and the connection ends.
 */
export function answerClientErrors(
  server: FastifyInstance['server'],
  given: Given,
  doorOf: (url: string) => DoorPaths,
): void {
  const last = new WeakMap<Socket, Exchange>();
  server.on('request', (request, response) => void last.set(request.socket, { request, response }));
  server.removeAllListeners('clientError');
  server.on('clientError', (error: ParserError, stream) => {
    const socket = stream as Socket;
    const exchange = last.get(socket);
    const begun = exchange?.response.headersSent && !exchange.response.writableFinished;
    // The caller has gone away, or has the beginning of another answer: nothing can be said any more.
    if (error.code === 'ECONNRESET' || !socket.writable || begun) {
      socket.destroy();
      return;
    }
    const requestId = given.newId();
    const { errorShape } = doorOf(urlOf(error, exchange));
    const fault = faultOf(error);
    const { contentType, body } = errorShape(fault, { requestId, asksForJob: false });
    socket.end(toAnswer(fault.status, contentType, JSON.stringify(body), requestId));
    // Bytes that still come would reset the connection before the answer has been read.
    socket.resume();
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  });
}

const lingerMilliseconds = 1_000;

function faultOf({ code, message, reason = message }: ParserError): Fault {
  if (code === 'HPE_HEADER_OVERFLOW') return headersTooLarge;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return requestTimeout;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return badRequest(413, 'The extensions of a chunk are too large.');
  return badRequest(400, `The request is not proper HTTP: ${reason}.`);
}

/** The path of the bad request: of the one whose body was being read, else of the first line of what could not be read. */
function urlOf({ rawPacket }: ParserError, exchange: Exchange | undefined): string {
  if (exchange !== undefined && !exchange.request.complete) return exchange.request.url ?? '/';
  const start = rawPacket?.subarray(0, 4_096).toString('latin1') ?? '';
  return /^\S+ (\/\S*)/.exec(start)?.[1] ?? exchange?.request.url ?? '/';
}

function toAnswer(status: number, contentType: string, body: string, requestId: string): string {
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${contentType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `apim-request-id: ${requestId}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
