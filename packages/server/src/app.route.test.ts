import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzureErrorResponse, V1Error } from '@taxon/contract';
import { itEachShared } from '@taxon/testkit/data/it-each-shared';
import { readRecordings, recordingsAvailable } from '@taxon/testkit/data/recordings';
import { owner } from '@taxon/testkit/engine/test-engine';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { ownerKey, type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer({ publicUrl: 'https://taxon.example/proxy/' });
});
afterAll(async () => {
  await server.stop();
});

const job = '00000000-0000-4000-8000-000000000000';
const nov2021 = '/text/analytics/v3.2-preview.2/analyze';
const language = '/language/analyze-text/jobs';
const authoring = '/language/authoring/analyze-text/projects/p';
const version = 'api-version=2023-04-01';
const doors = [
  ['November 2021', `${nov2021}/jobs/${job}`, nov2021, AzureErrorResponse],
  ['runtime', `${language}/${job}?${version}`, `${language}?${version}`, AzureErrorResponse],
  ['authoring', `${authoring}?${version}`, `${authoring}/:train?${version}`, AzureErrorResponse],
  ['/v1', '/v1/projects/p', '/v1/projects/p/deployments/d:classify', V1Error],
] as const;
const gatewayMessage =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.';
let address = 0;
const listening = async () => {
  if (!server.app.server.listening) await server.app.listen({ host: '127.0.0.1', port: 0 });
  return server.app.server.address();
};
const fresh = () => `10.0.0.${++address}`;

describe.each(doors)('%s', (door, url, writing, schema) => {
  it('401 in its own shape: without a key, with an empty one, with a wrong one', async () => {
    for (const headers of [
      {},
      { 'ocp-apim-subscription-key': '' },
      { authorization: 'Bearer wrong' },
      { authorization: 'Basic x' },
    ]) {
      const response = await server.app.inject({ method: 'GET', url, headers, remoteAddress: fresh() });
      expect(response.statusCode).toBe(401);
      expectSchema(schema, response.json());
      if (door === '/v1') expect(response.json().error.code).toBe('access/unauthorized');
      else {
        expect(response.headers['content-type']).toBe('application/json');
        expect(response.json().error).toEqual({ code: '401', message: gatewayMessage });
      }
    }
  });

  it('takes the key from either header', async () => {
    for (const headers of [{ 'ocp-apim-subscription-key': ownerKey }, { authorization: `Bearer ${ownerKey}` }]) {
      const response = await server.app.inject({ method: 'GET', url, headers });
      expect(response.statusCode).toBe(404);
      expectSchema(schema, response.json());
    }
  });

  it('checks the key, and whether there is such a path, before it reads the body', async () => {
    const request = { method: 'POST' as const, headers: { 'content-type': 'application/json' }, payload: '{ not json' };
    const denied = await server.app.inject({ ...request, url: writing, remoteAddress: fresh() });
    expect(denied.statusCode).toBe(401);
    expectSchema(schema, denied.json());
    const lost = await server.app.inject({ ...request, url: `${writing.split('?')[0]}/no/such/path` });
    expect(lost.statusCode).toBe(404);
  });

  it('429 once an address has tried too many wrong keys; a right one still passes', async () => {
    const remoteAddress = fresh();
    const ask = (key: string) =>
      server.app.inject({ method: 'GET', url, headers: { 'ocp-apim-subscription-key': key }, remoteAddress });
    for (let failed = 0; failed < 5; failed += 1) expect((await ask(`wrong-${failed}`)).statusCode).toBe(401);
    const limited = await ask('wrong-again');
    expect(limited.statusCode).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expectSchema(schema, limited.json());
    expect((await ask(ownerKey)).statusCode).toBe(404);
  });

  it('404 in its own shape for a path that is not served', async () => {
    const path = url.split('?')[0]?.split('/').slice(0, 3).join('/');
    const response = await server.call({ method: 'GET', url: `${path}/no/such/path` });
    expect(response.statusCode).toBe(404);
    expectSchema(schema, response.json());
  });

  it('400 or 414 in its own shape for a path that cannot be read', async () => {
    const path = url.split('?')[0];
    for (const end of ['%zz', 'x'.repeat(3_000)]) {
      const response = await server.call({ method: 'GET', url: `${path?.slice(0, path.lastIndexOf('/'))}/${end}` });
      expect([400, 414]).toContain(response.statusCode);
      expectSchema(schema, response.json());
    }
  });

  it('names every answer by a fresh id, and lets no page be made of it', async () => {
    const { headers } = await server.call({ method: 'GET', url });
    expect(headers['apim-request-id']).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('what nobody foresaw', () => {
  it('is a neutral 500 that names the log entry', async () => {
    const app = await server.buildApp({});
    app.get('/broken', () => {
      throw new Error('inner workings');
    });
    const response = await app.inject('/broken');
    expect(response.statusCode).toBe(500);
    expectSchema(V1Error, response.json());
    expect(response.body).not.toContain('inner workings');
    const { code, requestId } = response.json().error;
    expect([code, requestId]).toEqual(['http/internal', response.headers['apim-request-id']]);
    expect(server.logged.at(-1)).toMatchObject({ level: 'error', fields: { requestId, route: '/broken' } });
  });
});

describe('rights', () => {
  let readers = 0;
  const readerKey = async () =>
    (await server.engine.access.createKey(owner, { name: `reader-${++readers}`, role: 'reader' })).secret;

  it('403 in the shape of the door', async () => {
    const { secret } = await server.engine.access.createKey(owner, {
      name: 'caller',
      role: 'predict-only',
      projects: ['mine'],
    });
    const headers = { 'ocp-apim-subscription-key': secret, 'content-type': 'application/json' };
    const task = { kind: 'CustomSingleLabelClassification', parameters: { projectName: 'other', deploymentName: 'd' } };
    const azure = await server.app.inject({
      method: 'POST',
      url: '/language/analyze-text/jobs?api-version=2023-04-01',
      headers,
      payload: { analysisInput: { documents: [{ id: '1', text: 't' }] }, tasks: [task] },
    });
    expect(azure.statusCode).toBe(403);
    expect(azure.json().error.code).toBe('Forbidden');
    const ours = await server.app.inject({ method: 'GET', url: '/v1/projects/other', headers });
    expect(ours.statusCode).toBe(403);
    expectSchema(V1Error, ours.json());
  });

  it.each([
    ['authoring', `${authoring}/:train?${version}`],
    ['authoring, of a streamed body', `${authoring}/:import?${version}`],
    ['/v1', '/v1/projects/p:train'],
    ['/v1, of a streamed body', '/v1/projects/p:importLabelsFile'],
  ])('403 at the door %s while the body is still to come', async (_door, path) => {
    const secret = await readerKey();
    const { address: host, port } = (await listening()) as { address: string; port: number };
    const socket = connect(port, host);
    const answer = new Promise<string>((resolve, reject) => {
      socket.once('data', (bytes) => resolve(bytes.toString('latin1'))).once('error', reject);
    });
    // The headers announce 100 bytes, of which none is ever sent.
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: taxon\r\nOcp-Apim-Subscription-Key: ${secret}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n`,
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 403 /);
    socket.destroy();
  });

  it('403 at the door of authoring for a body that does not fit, and for one that is no JSON', async () => {
    const secret = await readerKey();
    for (const payload of ['{ "modell": 1 }', '{ not json']) {
      const headers = { 'ocp-apim-subscription-key': secret, 'content-type': 'application/json' };
      const url = `${authoring}/:train?${version}`;
      const response = await server.app.inject({ method: 'POST', url, headers, payload });
      expect(response.statusCode).toBe(403);
      expect(response.json().error.code).toBe('Forbidden');
    }
  });
});

describe('addresses', () => {
  const submit = (headers: Record<string, string>, app = server.app) =>
    app.inject({
      method: 'POST',
      url: '/language/analyze-text/jobs?api-version=2023-04-01',
      headers: { 'ocp-apim-subscription-key': ownerKey, 'content-type': 'application/json', ...headers },
      payload: {
        analysisInput: { documents: [{ id: '1', text: 't' }] },
        tasks: [{ kind: 'CustomSingleLabelClassification', parameters: { projectName: 'p', deploymentName: 'd' } }],
      },
    });
  const location = async (...parameters: Parameters<typeof submit>) =>
    String((await submit(...parameters)).headers['operation-location']).replace(/\/language.*/, '');

  it('come from the public URL, path and all', async () => {
    expect(await location({ host: 'evil.example' })).toBe('https://taxon.example/proxy');
  });

  it('else from Host; forwarded headers count only from trusted proxies', async () => {
    const forwarded = { host: 'taxon.local:8080', 'x-forwarded-host': 'public.example', 'x-forwarded-proto': 'https' };
    const plain = await server.buildApp({ publicUrl: undefined as never });
    expect(await location(forwarded, plain)).toBe('http://taxon.local:8080');
    const trusting = await server.buildApp({ publicUrl: undefined as never, trustProxy: ['127.0.0.1'] });
    expect(await location(forwarded, trusting)).toBe('https://public.example');
  });

  it('never from a Host that is not one', async () => {
    const plain = await server.buildApp({ publicUrl: undefined as never });
    expect(await location({ host: 'a b"<script>' }, plain)).not.toContain('script');
  });
});

describe('for operators', () => {
  it('lives and is ready, without a key', async () => {
    expect((await server.app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = (await server.app.inject('/readyz')).json();
    expect(ready).toEqual({ status: 'ready', workers: 0, warning: expect.stringContaining('No worker lives') });
  });

  it('is ready whether a worker lives or not, and says how many do', async () => {
    const { processes } = server.engine;
    await processes.start({ role: 'worker', host: 'elsewhere', pid: 1 });
    const app = await server.buildApp({});
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready', workers: 1 });
    expect((await app.inject('/metrics')).body).toContain('taxon_processes{process="worker"} 1');
    await processes.stop();
  });

  it('asks the database once a second at most, however many ask whether it is ready', async () => {
    const app = await server.buildApp({});
    const asked = vi.spyOn(server.engine, 'ready');
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.inject('/readyz')));
    answers.push(await app.inject('/readyz'));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
    asked.mockRestore();
  });

  it('measures: from this machine without a key, from elsewhere or through a proxy with one', async () => {
    const own = `process="server",host="${hostname()}",pid="${process.pid}"`;
    await server.app.inject({ method: 'POST', url: '/language/analyze-text/jobs/x:cancel?api-version=2023-04-01' });
    const local = await server.app.inject('/metrics');
    expect(local.statusCode).toBe(200);
    for (const name of [
      `taxon_http_request_duration_seconds_count{method="GET",route="/healthz",status="200",${own}} `,
      'taxon_queue_waiting{task="train"} 0',
      'taxon_queue_running{task="predict"} 0',
      'taxon_queue_oldest_seconds{task="import-rows"} 0',
      `taxon_http_request_duration_seconds_count{method="POST",route="/language/analyze-text/jobs/{jobId}:cancel",status="401",${own}} 1`,
      'taxon_processes{process="worker"} 0',
      'taxon_database_up 1',
      `taxon_models_in_memory{${own}} 0`,
      `process_resident_memory_bytes{${own}} `,
      `process_start_time_seconds{${own}} `,
      `nodejs_eventloop_lag_seconds{${own}} `,
      `taxon_event_loop_delay_seconds_bucket{le="+Inf",${own}} `,
    ]) {
      expect(local.body).toContain(name);
    }
    const remoteAddress = fresh();
    expect((await server.app.inject({ url: '/metrics', remoteAddress })).statusCode).toBe(401);
    expect((await server.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '1.2.3.4' } })).statusCode).toBe(
      401,
    );
    expect((await server.call({ method: 'GET', url: '/metrics', remoteAddress })).statusCode).toBe(200);
  });

  it('has no page without a Studio', async () => {
    expect((await server.app.inject('/')).statusCode).toBe(404);
  });
});

describe('Studio', () => {
  it('is served with a fresh nonce an answer, its hashed files for ever', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'taxon-studio-'));
    await writeFile(join(directory, 'index.html'), '<script nonce="__CSP_NONCE__" src="/app.js"></script>');
    await writeFile(join(directory, 'app.js'), 'document.title');
    const app = await server.buildApp({ studioDirectory: directory });
    const pages = [await app.inject('/'), await app.inject('/index.html')];
    const nonces = pages.map(({ body }) => /nonce="([^"]+)"/.exec(body)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    expect(pages[0]?.headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonces[0]}'`);
    expect(pages[0]?.headers['content-security-policy']).not.toContain('unsafe');
    expect((await app.inject('/app.js')).body).toBe('document.title');
    expect((await app.inject('/../package.json')).statusCode).toBe(404);
    const accept = { accept: 'text/html,*/*' };
    expect((await app.inject({ url: '/projects/x', headers: accept })).statusCode).toBe(200);
    expect((await app.inject({ url: '/projects/x' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/v1/nothing', headers: accept })).json().error.code).toBe('http/route-not-found');
    await rm(directory, { recursive: true });
  });
});

const denied = readRecordings()
  .filter(({ status, url }) => status === 401 && url.pathname.includes('/analyze-text/'))
  .map((exchange) => ({ ...exchange, title: exchange.recording }));
describe.skipIf(!recordingsAvailable)('recorded 401', () => {
  itEachShared(
    recordingsAvailable,
    'every one is answered alike',
    denied,
    async ({ method, url, requestBody, body }) => {
      const response = await server.app.inject({
        method: method as 'POST',
        url: `${url.pathname}${url.search}`,
        payload: requestBody as object,
        remoteAddress: fresh(),
      });
      expect(response.statusCode).toBe(401);
      expect(response.json()).toEqual(body);
    },
  );
});
