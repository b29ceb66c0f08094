import type { Transport } from '@taxon/client';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';

/** The transport of the product's client for an app that does not listen: it injects each request. */
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
    // For a status without a body (204), the constructor of Response throws when it gets a body, even an empty one.
    return new Response(text === '' ? null : text, { status: statusCode, headers: fields });
  };
}
