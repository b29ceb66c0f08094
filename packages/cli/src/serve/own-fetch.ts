import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { Transport } from '@taxon/client';

/**
 * Sends a request of `taxon serve` to its own server. The machine need not trust the certificate of that server, and
 * the platform's fetch cannot be told so. undici's Agent can, but it costs 26 MB of a process that has a server
 * already; this costs 0.4 MB (docs/adr/0018). Bodies are strings.
 * @throws TypeError for a body that is no string.
 */
export const ownFetch: Transport = async (url, { body, headers, method, signal }) => {
  if (body !== undefined && typeof body !== 'string') throw new TypeError('ownFetch sends strings only');
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const options = {
    method: method ?? 'GET',
    headers: Object.fromEntries(new Headers(headers)),
    rejectUnauthorized: false,
    ...(signal === undefined || signal === null ? {} : { signal }),
  };
  const outgoing = request(url, options, (answer) => {
    const status = answer.statusCode ?? 502;
    buffer(answer).then(
      (bytes) => resolve(new Response(status === 204 ? null : new Uint8Array(bytes), { status })),
      reject,
    );
  });
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
};
