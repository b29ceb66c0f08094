import { authoringApiVersions } from '@taxon/contract';
import { projectFileVersions } from '@taxon/engine';
import { owner } from '@taxon/testkit/engine/test-engine';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
  await server.engine.projects.createOrChange(owner, 'p', { kind: 'single', language: 'en' });
});
afterAll(() => server.stop());

const authoring = '/language/authoring/analyze-text/projects/p';
const version = 'api-version=2023-04-01';
const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
  server.call({ method, url, ...(payload === undefined ? {} : { payload }) });

describe('an address', () => {
  const train = { modelLabel: 'm', trainingConfigVersion: 'latest' };

  it.each([
    ['GET', '/v1/projects/p', undefined],
    ['GET', '/v1/projects', undefined],
    ['GET', `${authoring}?${version}`, undefined],
    ['POST', `${authoring}/:train?${version}`, { modelLabel: 'not a name', trainingConfigVersion: 'latest' }],
    ['POST', `${authoring}:train?${version}`, { modelLabel: 'not a name', trainingConfigVersion: 'latest' }],
    ['POST', '/v1/projects/p:train', { modelName: 'not a name' }],
    ['POST', `/language/analyze-text/jobs/00000000-0000-4000-8000-000000000000:cancel?${version}`, undefined],
    ['GET', '/healthz', undefined],
  ] as const)(
    'means the same with a slash behind it, and with %%3A for its colon: %s %s',
    async (method, url, body) => {
      const [path = '', query = ''] = url.split('?');
      const first = await ask(method, url, body);
      const sentence = (answer: typeof first) => answer.body.replace(/"requestId":"[^"]+"/, '');
      expect(first.body).not.toContain('Resource not found');
      for (const other of [
        `${path}/`,
        path.replace(':', '%3A'),
        path.replace(':', '%3a'),
        `${path.replace(':', '%3A')}/`,
      ]) {
        const answer = await ask(method, query === '' ? other : `${other}?${query}`, body);
        expect([answer.statusCode, sentence(answer)]).toEqual([first.statusCode, sentence(first)]);
      }
    },
  );

  it('keeps %3A in a name', async () => {
    await server.engine.dataset.putDocument(owner, 'p', { name: 'a:b', text: 'some text' });
    expect((await ask('GET', '/v1/projects/p/documents/a%3Ab')).json()).toMatchObject({ name: 'a:b' });
    expect((await ask('GET', '/v1/projects/p/documents/a%3Ab/')).statusCode).toBe(200);
  });

  it('with two api-versions is refused, unless they are the same', async () => {
    const two = await ask('GET', `${authoring}?${version}&api-version=2022-05-01`);
    expect(two.statusCode).toBe(400);
    expect(two.body).toContain('must be one version, not also 2023-04-01, got \\"2022-05-01\\"');
    expect((await ask('GET', `${authoring}?${version}&${version}`)).statusCode).toBe(200);
    expect((await ask('POST', `${authoring}/:train?${version}&api-version=banana`, train)).statusCode).toBe(400);
  });
});

describe('what was taken in silence', () => {
  it('evaluation results need stringIndexType', async () => {
    const path = `${authoring}/models/m/evaluation/result?${version}`;
    const without = await ask('GET', path);
    expect(without.statusCode).toBe(400);
    expect(without.body).toContain('Parameter \\"stringIndexType\\": is required');
    const wrong = await ask('GET', `${path}&stringIndexType=Utf8`);
    expect(wrong.body).toContain('must be one of Utf16CodeUnit, got \\"Utf8\\"');
    expect((await ask('GET', `${path}&stringIndexType=Utf16CodeUnit`)).statusCode).toBe(404);
  });

  it('a page of November 2021 has at most 50 documents', async () => {
    const job = await ask('POST', '/text/analytics/v3.2-preview.2/analyze', {
      analysisInput: { documents: [{ id: '1', text: 't' }] },
      tasks: { customSingleClassificationTasks: [{ parameters: { 'project-name': 'p', 'deployment-name': 'd' } }] },
    });
    const { pathname } = new URL(String(job.headers['operation-location']));
    expect((await ask('GET', `${pathname}?$top=50`)).statusCode).toBe(200);
    const refused = await ask('GET', `${pathname}?$top=51`);
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('must be a whole number from 1 to 50, got \\"51\\"');
  });

  it.each(['2022-05-02', 'banana', 5])(
    'a labels file is of a version that exists: not %j',
    async (projectFileVersion) => {
      const accepted = await ask('POST', `${authoring}/:import?${version}`, {
        projectFileVersion,
        stringIndexType: 'Utf16CodeUnit',
        metadata: { projectKind: 'CustomSingleLabelClassification', language: 'en', projectName: 'p' },
      });
      const id = /jobs\/([^?]+)/.exec(String(accepted.headers['operation-location']))?.[1] ?? '';
      await server.work('import', id);
      const { status, errors } = await server.engine.operations.get(owner, { id });
      expect([status, errors.map(({ code }) => code)]).toEqual(['failed', ['import/file-invalid']]);
      expect(errors[0]?.parameters.problem).toMatch(/^field "projectFileVersion": must be one of .*2023-04-01.*, got /);
    },
  );

  it('and of every version of the authoring door', () => {
    expect(projectFileVersions).toEqual(expect.arrayContaining([...authoringApiVersions]));
  });
});

describe('a refusal', () => {
  it('calls a key by its name', async () => {
    const { secret } = await server.engine.access.createKey(owner, {
      name: 'k-reader',
      role: 'reader',
      projects: ['p'],
    });
    const as = (url: string, method: 'GET' | 'DELETE') =>
      server.app.inject({ method, url, headers: { 'ocp-apim-subscription-key': secret } });
    expect((await as('/v1/projects/p', 'DELETE')).json().error.message).toBe(
      'The key "k-reader" has the role "reader" and may not deploy, delete, or manage keys.',
    );
    expect((await as('/v1/projects/q', 'GET')).json().error.message).toContain('The key "k-reader" is not valid');
  });

  it('of a language with U+0000 is about its document alone', async () => {
    const response = await ask('POST', `/language/analyze-text/jobs?${version}`, {
      analysisInput: {
        documents: [
          { id: '1', text: 'good', language: 'en' },
          { id: '2', text: 'odd', language: 'e\0n' },
          { id: '3', text: 'odd', language: '\ud800' },
        ],
      },
      tasks: [{ kind: 'CustomSingleLabelClassification', parameters: { projectName: 'p', deploymentName: 'd' } }],
    });
    expect(response.statusCode).toBe(202);
  });

  it('says its bounds with their numbers', async () => {
    for (const [url, bound] of [
      ['/v1/projects?top=0', '>= 1'],
      ['/v1/projects?top=1001', '<= 1000'],
      [`${authoring}/models?${version}&maxpagesize=0`, '>= 1'],
      [`${authoring}/models?${version}&top=99999999999`, '<= 2147483647'],
      [`/language/analyze-text/jobs/00000000-0000-4000-8000-000000000000?${version}&top=0`, 'from 1 to 2147483647'],
    ] as const) {
      const response = await ask('GET', url);
      expect(response.statusCode).toBe(400);
      expect(response.body).toContain(bound);
    }
  });
});
