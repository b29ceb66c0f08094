import { Validator } from '@seriousme/openapi-schema-validator';
import { v1Endpoints } from '@taxon/contract';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
});
afterAll(async () => {
  await server.stop();
});

describe('/openapi.json', () => {
  it('is valid OpenAPI 3.1 and needs no key', async () => {
    const response = await server.app.inject('/openapi.json');
    expect(response.statusCode).toBe(200);
    const validator = new Validator();
    const result = await validator.validate(response.json());
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('has every row of the contract once, with its errors, and nothing of other doors', async () => {
    const { paths } = (await server.app.inject('/openapi.json')).json();
    const described = Object.entries<Record<string, { operationId: string; responses: object }>>(paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId, responses }]) => {
          expect(Object.keys(responses)).toContain('default');
          return `${operationId} ${method.toUpperCase()} ${path}`;
        }),
    );
    const rows = Object.values(v1Endpoints).map(({ id, method, path }) => `${id} ${method} /v1${path}`);
    expect(described.sort()).toEqual(rows.sort());
  });

  it('says of each operation what it does, and which keys may', async () => {
    const { paths } = (await server.app.inject('/openapi.json')).json();
    const methods = Object.values<Record<string, { operationId: string; description: string }>>(paths);
    for (const { operationId, description } of methods.flatMap(Object.values)) {
      const [about = '', right] = description.split(/\n\n(?=[^\n]*$)/);
      expect(about.length, operationId).toBeGreaterThan(30);
      expect(right, operationId).toMatch(
        /^(Needs a key|Any key).* (owner|owner or writer|owner, writer or reader|only classify)\.$/,
      );
    }
  });

  it('names its schemas, and every reference leads to one', async () => {
    const { body } = await server.app.inject('/openapi.json');
    const { schemas } = JSON.parse(body).components;
    const references = [...body.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
    expect(references.length).toBeGreaterThan(60);
    for (const name of references) expect(Object.hasOwn(schemas, name), name).toBe(true);
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(['Error', 'Project', 'Operation', 'ClassifyResponse']));
  });
});

describe('the introduction', () => {
  it('tells operators what ready means', async () => {
    const { info } = (await server.app.inject('/openapi.json')).json();
    for (const word of ['/healthz', '/readyz', '/metrics', 'workers']) expect(info.description).toContain(word);
  });
});

describe('/docs', () => {
  const read = async (url: string) => {
    const response = await server.app.inject(url);
    expect(response.statusCode).toBe(200);
    return response;
  };

  it('takes scripts and everything else from this server only', async () => {
    const page = await read('/docs');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(page.body).toContain(`nonce="${nonce}"`);
    expect((await read('/docs')).body).not.toContain(nonce);
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources).toEqual(['/docs/nonce.js', '/docs/scalar.js', '/docs/start.js']);
    for (const source of ['/docs/nonce.js', '/docs/start.js']) {
      const { body, headers } = await read(source);
      expect(headers['content-type']).toContain('text/javascript');
      expect(body + page.body).not.toMatch(/https?:|\/\/[a-z]/);
    }
  });

  it('switches off what would reach beyond this server', async () => {
    const { body } = await read('/docs/start.js');
    const config = JSON.parse(/createApiReference\('#reference', (.*)\);/.exec(body)?.[1] ?? '');
    expect(config).toMatchObject({
      url: '/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      proxyUrl: '',
      externalUrls: { dashboardUrl: '', registryUrl: '', proxyUrl: '', apiBaseUrl: '' },
    });
  });

  it('knows every switch by the name that the reference has for it', async () => {
    const { body: script } = await read('/docs/scalar.js');
    for (const name of [
      'withDefaultFonts',
      'telemetry',
      'agent',
      'mcp',
      'proxyUrl',
      'externalUrls',
      'showDeveloperTools',
    ]) {
      expect(script).toContain(`${name}:`);
    }
    expect(script).toContain('meta[property=csp-nonce]');
    const compressed = await server.app.inject({ url: '/docs/scalar.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(compressed.rawPayload.length).toBeLessThan(script.length / 3);
  });
});
