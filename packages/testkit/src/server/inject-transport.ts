import type { Transport } from '@taxon/client';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';

/** What the product's client sends through, for an app that does not listen. */
export function injectTransport(inject: (options: InjectOptions) => Promise<LightMyRequestResponse>): Transport {
  return async (url, { method, headers, body }) => {
    const {
      statusCode,
      body: text,
      headers: answered,
    } = await inject({
      method: method as 'GET',
      url,
      headers: headers as Record<string, string>,
      ...(body === undefined || body === null ? {} : { payload: body as string }),
    });
    const fields = Object.entries(answered).map(([name, value]) => [name, String(value)] as [string, string]);
    // A Response refuses to be made with a body, even an empty one, for a status that has none.
    return new Response(text === '' ? null : text, { status: statusCode, headers: fields });
  };
}
