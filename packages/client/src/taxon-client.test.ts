import { describe, expect, it } from 'vitest';
import { createTaxonClient } from './taxon-client.ts';
import { TaxonError } from './taxon-error.ts';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A network that answers from a list and remembers what was asked. */
function network(answers: readonly { status?: number; body?: unknown; headers?: Record<string, string> }[]) {
  const sent: Sent[] = [];
  const send = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    sent.push({ url: request.url, method: request.method, headers: request.headers, body: await request.text() });
    const answer = answers[sent.length - 1];
    if (answer === undefined) throw new Error(`nobody expected ${request.url}`);
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null);
    return new Response(answer.status === 204 ? null : text, {
      status: answer.status ?? 200,
      headers: answer.headers ?? {},
    });
  };
  return { sent, client: createTaxonClient({ baseUrl: 'http://taxon.test/', key: 'secret', fetch: send }) };
}

const operation = (status: string, errors: object[] = []) => ({ body: { id: 'o', status, errors } });

describe('createTaxonClient', () => {
  it('fills the path, percent-encodes it, and sends the key and the query', async () => {
    const { client, sent } = network([{ body: { name: 'a/b' } }]);
    await client.call('getDocument', { params: { project: 'p', document: 'a/b c?' } });
    expect(sent[0]?.url).toBe('http://taxon.test/v1/projects/p/documents/a%2Fb%20c%3F');
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
  });

  it('sends JSON bodies and verbs', async () => {
    const { client, sent } = network([{ body: { documents: [] } }]);
    await client.call('classify', { params: { project: 'p', deployment: 'd' }, body: { text: 'Hallo' } });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      url: 'http://taxon.test/v1/projects/p/deployments/d:classify',
      body: '{"text":"Hallo"}',
    });
    expect(sent[0]?.headers.get('content-type')).toBe('application/json');
  });

  it('hands streamed bodies on with their media type', async () => {
    const { client, sent } = network([{ status: 202, body: { id: 'o' } }]);
    const stream = { contentType: 'text/csv', content: 'text,label\nx,a\n' };
    expect(await client.call('importRows', { params: { project: 'p' }, stream })).toEqual({ id: 'o' });
    expect(sent[0]?.headers.get('content-type')).toBe('text/csv');
    expect(sent[0]?.body).toBe('text,label\nx,a\n');
  });

  it('hands rows in and out as they are', async () => {
    const { client, sent } = network([
      { body: 'id,predicted\r\n' },
      { status: 404, body: { error: { code: 'x', message: 'y' } } },
    ]);
    const params = { project: 'p', deployment: 'd' };
    const stream = { contentType: 'application/x-ndjson', content: '{"text":"a"}\n' };
    const answer = await client.classifyStream({ params, query: { top: 2 }, stream, accept: 'text/csv' });
    expect(await new Response(answer).text()).toBe('id,predicted\r\n');
    expect(sent[0]?.url).toBe('http://taxon.test/v1/projects/p/deployments/d:classifyStream?top=2');
    expect(sent[0]?.headers.get('accept')).toBe('text/csv');
    await expect(client.classifyStream({ params, stream })).rejects.toMatchObject({ code: 'x', status: 404 });
    expect(sent[1]?.headers.get('accept')).toBe('application/x-ndjson');
  });

  it('classifies row by row', async () => {
    const answer = { id: '1', predicted: [], scores: [], abstained: true };
    const refused = { id: '2', error: { code: 'import/row-invalid', message: 'm', row: 2, field: 'text', rule: 'r' } };
    const { client, sent } = network([
      { body: `${JSON.stringify(answer)}\n${JSON.stringify(refused)}\n` },
      { status: 404, body: { error: { code: 'project/not-found', message: 'y' } } },
    ]);
    const params = { project: 'p', deployment: 'd' };
    const rows = [{ text: 'a' }, { text: '' }];
    const answered: unknown[] = [];
    for await (const row of client.classifyRows({ params, query: { top: 0 }, rows })) answered.push(row);
    expect(answered).toEqual([answer, refused]);
    expect(sent[0]).toMatchObject({
      url: 'http://taxon.test/v1/projects/p/deployments/d:classifyStream?top=0',
      body: '{"text":"a"}\n{"text":""}\n',
    });
    await expect(client.classifyRows({ params, rows }).next()).rejects.toMatchObject({ code: 'project/not-found' });
  });

  it('reads a model card as data or as Markdown, from one address', async () => {
    const { client, sent } = network([
      { body: { limits: [] } },
      { body: '# Model card\n' },
      { status: 404, body: { error: { code: 'model/not-found', message: 'x' } } },
    ]);
    const input = { params: { project: 'p', model: 'm' } };
    expect(await client.call('getModelCard', input)).toEqual({ limits: [] });
    expect(await client.text('getModelCard', input)).toBe('# Model card\n');
    await expect(client.text('getModelCard', input)).rejects.toMatchObject({ code: 'model/not-found' });
    expect(new Set(sent.map(({ url }) => url))).toEqual(new Set(['http://taxon.test/v1/projects/p/models/m/card']));
    expect(sent.map(({ headers }) => headers.get('accept'))).toEqual([
      'application/json',
      'text/markdown',
      'text/markdown',
    ]);
  });

  it('downloads a file with its name and media type', async () => {
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="p.csv"',
    };
    const { client, sent } = network([
      { body: 'id,text\r\n', headers },
      { status: 409, body: { error: { code: 'operation/file-missing', message: 'x' } } },
    ]);
    const { content, ...file } = await client.file({ params: { operation: 'o' } });
    expect(file).toEqual({ name: 'p.csv', mediaType: 'text/csv; charset=utf-8' });
    expect(await new Response(content).text()).toBe('id,text\r\n');
    expect(sent[0]?.url).toBe('http://taxon.test/v1/operations/o/file');
    await expect(client.file({ params: { operation: 'o' } })).rejects.toMatchObject({ code: 'operation/file-missing' });
  });

  it('answers undefined where there is no body', async () => {
    const { client } = network([{ status: 204 }]);
    expect(await client.call('revokeKey', { params: { key: 'k' } })).toBeUndefined();
  });

  it('throws refusals with code, field, request id and waiting time', async () => {
    const error = { code: 'input/invalid', message: 'Field "model": is required.', field: 'model', requestId: 'r' };
    const { client } = network([{ status: 400, body: { error }, headers: { 'retry-after': '3' } }]);
    const refusal = await client.call('listProjects', {}).catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(TaxonError);
    expect(refusal).toMatchObject({ ...error, status: 400, retryAfterSeconds: 3 });
  });

  it('says the status when somebody else answered', async () => {
    const { client } = network([{ status: 502, body: '<html>' }]);
    await expect(client.call('getMe', {})).rejects.toMatchObject({ code: 'http/502', status: 502 });
  });

  it.each([
    ['createKey', 'must answer 201, got 200', { body: { name: 'k', role: 'reader' } }, 200],
    ['putProject', 'must answer 200 or 201, got 202', { params: { project: 'p' }, body: {} }, 202],
    ['revokeKey', 'must answer 204, got 200', { params: { key: 'k' } }, 200],
    ['getMe', 'must answer 200, got 204', {}, 204],
  ] as const)('%s: refuses a success that the endpoint does not have', async (id, message, input, status) => {
    const { client } = network([{ status, body: { name: 'k' } }]);
    await expect(client.call(id, input as never)).rejects.toMatchObject({
      name: 'TaxonError',
      code: `http/${status}`,
      status,
      message: `The endpoint ${id} ${message}.`,
    });
  });

  it('refuses such a status of a stream and of a text too', async () => {
    const { client } = network([{ status: 202 }, { status: 203 }]);
    const stream = { contentType: 'application/x-ndjson', content: '{"text":"a"}\n' } as const;
    const params = { project: 'p', deployment: 'd' };
    await expect(client.classifyStream({ params, stream })).rejects.toMatchObject({ code: 'http/202' });
    const model = { params: { project: 'p', model: 'm' } };
    await expect(client.text('getModelCard', model)).rejects.toMatchObject({ code: 'http/203' });
  });

  it('walks through every page of a list by the place in the link', async () => {
    const { client, sent } = network([
      { body: { items: [1, 2], nextLink: 'https://elsewhere.test/v1/projects?top=2&skip=2' } },
      { body: { items: [3], nextLink: null } },
    ]);
    const items: unknown[] = [];
    for await (const item of client.items('listProjects', { query: { top: 2 } })) items.push(item);
    expect(items).toEqual([1, 2, 3]);
    expect(sent.map(({ url }) => url)).toEqual([
      'http://taxon.test/v1/projects?top=2',
      'http://taxon.test/v1/projects?top=2&skip=2',
    ]);
  });

  it('waits for the end of an operation and tells of the way', async () => {
    const { client, sent } = network([operation('notStarted'), operation('running'), operation('succeeded')]);
    const seen: string[] = [];
    await client.waitFor('o', { onProgress: ({ status }) => seen.push(status) });
    expect(seen).toEqual(['notStarted', 'running', 'succeeded']);
    expect(sent[0]?.url).toBe('http://taxon.test/v1/operations/o?wait=20');
  });

  it('starts what takes long and waits for its end', async () => {
    const { client, sent } = network([
      { status: 202, body: { id: 'o' } },
      operation('running'),
      operation('succeeded'),
      { status: 202, body: { id: 'q' } },
      operation('failed', [{ code: 'training/too-few-documents', message: 'Too few.' }]),
    ]);
    const input = { params: { project: 'p' }, body: { model: 'm' } };
    const seen: string[] = [];
    const ended = await client.run('train', input, { onProgress: ({ status }) => seen.push(status) });
    expect(ended).toMatchObject({ id: 'o', status: 'succeeded' });
    expect(seen).toEqual(['running', 'succeeded']);
    expect(sent.map(({ method, url }) => `${method} ${url}`).slice(0, 2)).toEqual([
      'POST http://taxon.test/v1/projects/p:train',
      'GET http://taxon.test/v1/operations/o?wait=20',
    ]);
    await expect(client.run('train', input)).rejects.toMatchObject({ code: 'training/too-few-documents' });
  });

  it('throws what an operation failed of, or that it was cancelled', async () => {
    const failed = network([operation('failed', [{ code: 'training/too-few-documents', message: 'Too few.' }])]);
    await expect(failed.client.waitFor('o')).rejects.toMatchObject({ code: 'training/too-few-documents' });
    const cancelled = network([operation('cancelled')]);
    await expect(cancelled.client.waitFor('o')).rejects.toMatchObject({ code: 'operation/cancelled' });
  });
});
