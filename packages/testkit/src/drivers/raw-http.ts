import { type Agent, type IncomingMessage, request } from 'node:http';

/** The address of a server, without a slash at the end, and the key of the caller. */
export interface ServerAccess {
  readonly url: string;
  readonly key: string;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or bytes are sent unchanged. Anything else is sent as JSON. */
  readonly body?: unknown;
  /** The connections to use. Default: those that the process shares. */
  readonly agent?: Agent;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON body; undefined when the body is empty or not JSON. */
  readonly body: unknown;
}

/**
 * Sends one request to one of Azure's doors, or a request that tests HTTP itself. `path` may be a whole address. The
 * key goes into Azure's header, and the content type is JSON, unless `headers` says otherwise. It follows no redirect,
 * and no status makes it throw. For `/v1`, use the product's own client (`taxon-client.ts`).
 */
export function call(server: ServerAccess, path: string, { body, headers, ...rest }: Call = {}): Promise<Answer> {
  return exchange(path.startsWith('http') ? path : `${server.url}${path}`, {
    ...rest,
    body,
    headers: {
      'ocp-apim-subscription-key': server.key,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
}

/** Sends one request with exactly these headers, and answers the whole answer. */
export async function exchange(url: string, request: Call): Promise<Answer> {
  const response = await send(url, request);
  const text = await readText(response);
  return {
    status: response.statusCode ?? 0,
    get headers() {
      return headersOf(response);
    },
    text,
    get body() {
      return parse(text);
    },
  };
}

function send(url: string, { method = 'GET', headers = {}, body, agent }: Call): Promise<IncomingMessage> {
  const asItIs = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, ...(agent === undefined ? {} : { agent }) }, resolve);
    outgoing.on('error', reject);
    outgoing.end(asItIs ? body : JSON.stringify(body));
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws with the answer's text when the status is not the expected one, so that a failed step says why. */
export function expectStatus(answer: Answer, expected: number, what: string): Answer {
  if (answer.status !== expected) {
    throw new Error(`${what}: expected ${expected}, got ${answer.status} ${answer.text.slice(0, 2000)}`);
  }
  return answer;
}
