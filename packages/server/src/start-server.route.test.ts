import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { connect, createServer as createLine, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@taxon/testkit/database/test-database';
import { startTestEngine } from '@taxon/testkit/engine/test-engine';
import { given } from '@taxon/testkit/given';
import { selfSigned } from '@taxon/testkit/server/self-signed';
import { ownerKey } from '@taxon/testkit/server/start-route-server';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, type ServerConfig, startServer } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const headers = { 'ocp-apim-subscription-key': ownerKey, 'content-type': 'application/json' };
const submit = '/language/analyze-text/jobs?api-version=2023-04-01';
const text = 'a text that no log may hold';
const payload = JSON.stringify({
  analysisInput: { documents: [{ id: '1', text }] },
  tasks: [{ kind: 'CustomSingleLabelClassification', parameters: { projectName: 'p', deploymentName: 'd' } }],
});

const settings: ServerConfig = {
  host: '127.0.0.1',
  port: 0,
  strictJobStatus: false,
  documentedV32Form: false,
  nov2021ResultShim: true,
  failedKeysPerMinute: 5,
};

interface StartOptions {
  readonly settings?: Partial<ServerConfig>;
  readonly connectionString?: string;
  readonly handed?: ReturnType<typeof given>;
}

/** A server on an engine of its own, which has the owner key; both stop together. */
async function start({
  settings: more,
  connectionString = database.connectionString,
  handed = given(),
}: StartOptions = {}): Promise<RunningServer> {
  const test = await startTestEngine({ connectionString, maxConnections: 3, threads: 1 }, handed);
  try {
    await test.engine.access.ensureOwnerKey(ownerKey);
    const server = await startServer(test.engine, { ...settings, ...more }, handed);
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await test.stop();
      },
    };
  } catch (error) {
    await test.stop();
    throw error;
  }
}

describe('two servers', () => {
  it('each show both, and leave when they stop', async () => {
    const [one, two] = [await start(), await start()];
    const scrape = async (server: typeof one) => (await fetch(`${server.url}/metrics`)).text();
    // Two processes in life; here both have the number of this one, and what they say alike is added up.
    await fetch(`${one.url}/healthz`);
    await fetch(`${one.url}/healthz`);
    const counted = /^taxon_http_request_duration_seconds_count\{.*route="\/healthz".*\} 2$/m;
    const first = await scrape(one);
    expect(first).toContain('taxon_processes{process="server"} 2');
    expect(first).toMatch(counted);
    // What one has shown of itself, the other shows from then on.
    expect(await scrape(two)).toMatch(counted);
    await one.stop();
    expect(await scrape(two)).toContain('taxon_processes{process="server"} 1');
    await two.stop();
  });
});

describe('startServer', () => {
  it('listens, answers with its own address, and stops while a poll is held', async () => {
    const server = await start();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const accepted = await fetch(`${server.url}${submit}`, { method: 'POST', headers, body: payload });
    const location = accepted.headers.get('operation-location') ?? '';
    expect(location.startsWith(`${server.url}/language/analyze-text/jobs/`)).toBe(true);
    const held = fetch(location, { headers });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const began = performance.now();
    await server.stop();
    expect(performance.now() - began).toBeLessThan(3_000);
    expect((await held).status).toBe(200);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('answers 413 over a real connection too', async () => {
    const server = await start();
    const response = await fetch(`${server.url}${submit}`, { method: 'POST', headers, body: 'x'.repeat(1_100_000) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { innererror: { code: 'InvalidDocumentBatch' } } });
    await server.stop();
  });

  it('keeps the door shut for what is not HTTP, and for headers without end', async () => {
    const server = await start();
    const { port } = new URL(server.url);
    for (const bytes of ['nonsense\r\n\r\n', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`]) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(bytes);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1\.1 4\d\d /);
      socket.destroy();
    }
    await server.stop();
  });

  it('speaks TLS with the given certificate, and says so for a year', async () => {
    const tls = await selfSigned(new Date());
    const server = await start({ settings: { tls } });
    expect(server.url).toMatch(/^https:/);
    const agent = new Agent({ ca: tls.cert });
    const request = httpsRequest(`${server.url}${submit}`, { method: 'POST', agent, headers });
    request.end(payload);
    const [response] = (await once(request, 'response')) as [import('node:http').IncomingMessage];
    expect(response.statusCode).toBe(202);
    expect(response.headers['operation-location']).toMatch(/^https:\/\/127\.0\.0\.1:/);
    expect(response.headers['strict-transport-security']).toContain('max-age=31536000');
    response.resume();
    agent.destroy();
    await server.stop();
  });

  it('fails by the reason of the system when the port is taken, and leaves nothing open', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    await expect(start({ settings: { port } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    taken.close();
  });

  it('answers a broken database with 503 in the shape of the door, names no text in the log, and is not ready', async () => {
    const handed = given();
    const line = await cuttableLine(database.connectionString);
    const server = await start({ handed, connectionString: line.connectionString });
    expect((await fetch(`${server.url}${submit}`, { method: 'POST', headers, body: payload })).status).toBe(202);
    line.cut();
    const response = await fetch(`${server.url}${submit}`, { method: 'POST', headers, body: payload });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ error: { code: 'ServiceUnavailable' } });
    expect(await (await fetch(`${server.url}/v1/projects`, { headers })).json()).toMatchObject({
      error: { code: 'platform/database-unavailable' },
    });
    const ready = await fetch(`${server.url}/readyz`);
    expect(ready.status).toBe(503);
    // Anybody may ask: where the database is, is in the log only.
    expect(await ready.text()).not.toContain('127.0.0.1');
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('taxon_database_up 0');
    expect(metrics).toMatch(/^process_resident_memory_bytes\{process="server",.*\} \d{6,}$/m);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.stop();
    const refused = handed.logged.filter(({ message }) => message === 'refused: the database is away');
    expect(refused.map(({ fields }) => Reflect.get(fields, 'route'))).toEqual([
      '/language/analyze-text/jobs',
      '/v1/projects',
    ]);
    expect(handed.logged.filter(({ level }) => level === 'error')).toEqual([]);
    expect(JSON.stringify(handed.logged)).not.toMatch(/"stack"|node_modules/);
    for (const secret of [text, ownerKey]) expect(JSON.stringify(handed.logged)).not.toContain(secret);
  });
});

/** A way to the database that can be cut, as when PostgreSQL stops. */
async function cuttableLine(connectionString: string): Promise<{ connectionString: string; cut(): void }> {
  const { host, port, user, password, database: name } = new pg.Client({ connectionString });
  const sockets = new Set<Socket>();
  const proxy = createLine((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    near.pipe(far).pipe(near);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port: own } = proxy.address() as { port: number };
  const secret = `${encodeURIComponent(user ?? '')}:${encodeURIComponent(password ?? '')}`;
  return {
    connectionString: `postgres://${secret}@127.0.0.1:${own}/${name}`,
    cut: () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

it('a client that sends its body a byte at a time does not hold the others up', async () => {
  const server = await start();
  const slow = httpRequest(`${server.url}${submit}`, {
    method: 'POST',
    headers: { ...headers, 'content-length': '1000' },
  });
  slow.on('error', () => undefined);
  slow.write('{');
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  slow.destroy();
  await server.stop();
});
