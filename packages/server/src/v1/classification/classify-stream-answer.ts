import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** An answer that is written while the body is read. */
export interface RowsAnswer {
  readonly contentType: string;
  /** Stands before the first row. */
  readonly head: string;
  readonly rows: AsyncGenerator<Uint8Array>;
  /** What to write last when `rows` fails after the beginning. */
  readonly lastRow: (error: unknown) => string;
}

/**
 * Writes rows as fast as the caller reads them. A failure before the first byte is thrown, and the door answers it. A later
 * failure becomes a last row, and the connection ends without the end of the answer, so that no client takes the answer for
 * complete. When the caller goes away, the rows end. The reply is taken over from Fastify, which would cut the connection
 * before the last row is sent.
 */
export async function sendRows(request: FastifyRequest, reply: FastifyReply, answer: RowsAnswer): Promise<void> {
  const { rows } = answer;
  const { raw: out } = reply;
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  try {
    let next = await rows.next();
    reply.hijack();
    out.writeHead(200, { ...headersOf(reply), 'content-type': answer.contentType, 'cache-control': 'no-store' });
    try {
      if (answer.head !== '') out.write(answer.head);
      for (; next.done !== true; next = await rows.next()) await write(out, next.value, gone.signal);
      out.end();
    } catch (error) {
      if (!out.destroyed && !request.raw.destroyed) await breakOff(request.raw, out, answer.lastRow(error));
    }
  } finally {
    await rows.return(undefined);
    // An unread rest of the body would hold up the connection, and with it the refusal.
    request.raw.resume();
  }
}

function headersOf(reply: FastifyReply): Record<string, string | number | string[]> {
  const headers = Object.entries(reply.getHeaders());
  return Object.fromEntries(headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

async function write(out: ServerResponse, bytes: Uint8Array, gone: AbortSignal): Promise<void> {
  gone.throwIfAborted();
  if (bytes.length > 0 && !out.write(bytes)) await once(out, 'drain', { signal: gone });
}

// A client has this long to read the last row and to close. If the server closed at once, the unread rest of the body would
// reset the connection, and the last row would be lost.
const lingerMilliseconds = 5_000;

async function breakOff(body: IncomingMessage, out: ServerResponse, lastRow: string): Promise<void> {
  await new Promise<void>((resolve) => void out.write(lastRow, () => resolve()));
  const { socket } = out;
  if (socket === null || socket.destroyed) return;
  body.resume();
  // The socket keeps the process alive for as long as it is open; the timer alone must not.
  const timer = setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  try {
    socket.end();
    await once(socket, 'close');
  } finally {
    // Waiting ends with an error when the client resets the connection.
    clearTimeout(timer);
  }
}
