import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';

/**
 * fetch for calls of `taxon serve` to its own server. The certificate of that server need not be one that this
 * machine trusts, which the platform's fetch has no switch for. Bodies are strings.
 */
export const ownFetch: typeof fetch = async (input, init = {}) => {
  const url = String(input);
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const options = {
    method: init.method ?? 'GET',
    headers: Object.fromEntries(new Headers(init.headers)),
    rejectUnauthorized: false,
    ...(init.signal === undefined || init.signal === null ? {} : { signal: init.signal }),
  };
  const outgoing = request(url, options, (answer) => {
    const status = answer.statusCode ?? 502;
    buffer(answer).then(
      (body) => resolve(new Response(status === 204 ? null : new Uint8Array(body), { status })),
      reject,
    );
  });
  outgoing.on('error', reject);
  outgoing.end(typeof init.body === 'string' ? init.body : undefined);
  return promise;
};
