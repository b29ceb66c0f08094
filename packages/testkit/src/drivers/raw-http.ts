import { type Agent, type IncomingMessage, request } from 'node:http';

/** Where a server is, without a slash at the end, and the key of the caller. */
export interface ServerAccess {
  readonly url: string;
  readonly key: string;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or bytes are sent as they are; anything else as JSON. */
  readonly body?: unknown;
  /** The connections to use; those of the process unless given. */
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
 * One request to one of Azure's doors, or one that is about HTTP itself. `path` may be a whole address. Sends the key in
 * Azure's header, and JSON as such, unless `headers` says otherwise. Follows no redirect and throws for no status.
 * Whoever speaks `/v1` takes the product's own client (`taxon-client.ts`).
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

/** One request with these headers and no others, and its whole answer. */
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

/** Throws with the whole answer unless the status is the expected one: a failed step must say why. */
export function expectStatus(answer: Answer, expected: number, what: string): Answer {
  if (answer.status !== expected) {
    throw new Error(`${what}: expected ${expected}, got ${answer.status} ${answer.text.slice(0, 2000)}`);
  }
  return answer;
}
