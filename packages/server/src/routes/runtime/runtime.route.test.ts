import {
  ArraysJob,
  AzureErrorResponse,
  DocumentedJob,
  ItemsJob,
  runtimeApiVersions,
  runtimeShapeOf,
} from '@taxon/contract';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSchema } from '../../testing/check-schema.ts';
import { readObserved, readRecordings, recordingsAvailable } from '../../testing/recordings.ts';
import { ownerKey, type RouteServer, startRouteServer } from '../../testing/start-route-server.ts';
import { trainSampleProjects } from '../../testing/train-sample-projects.ts';

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
  await trainSampleProjects(server.engine, server.worker);
});
afterAll(async () => {
  await server.stop();
});

const origin = 'https://taxon.example';
const nov2021 = '/text/analytics/v3.2-preview.2/analyze';
const language = (version = '2023-04-01') => `/language/analyze-text/jobs?api-version=${version}`;
const texts = [
  { id: '0', text: 'the invoice is wrong', language: 'en' },
  { id: '1', text: 'I cannot sign in', language: 'en-us' },
];
const names = (projectName: string) => ({ projectName, deploymentName: 'production' });
const items = (...tasks: object[]) => ({ analysisInput: { documents: texts }, tasks });
const single = { kind: 'CustomSingleLabelClassification', parameters: names('support') };
const multi = { kind: 'CustomMultiLabelClassification', parameters: names('films') };
const kebab = (project: string) => ({ 'project-name': project, 'deployment-name': 'production' });
const arrays = {
  analysisInput: { documents: texts },
  tasks: {
    customSingleClassificationTasks: [{ parameters: kebab('support') }],
    customMultiClassificationTasks: [{ parameters: kebab('films'), taskName: 'm' }],
  },
};

const post = (url: string, payload: object | string, headers = {}) =>
  server.call({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });

/** Submits and lets a worker run it; the job's path. */
async function run(url: string, payload: object): Promise<string> {
  const path = await submit(url, payload);
  await server.engine.jobs.predict(/[\da-f-]{36}/.exec(path)?.[0] ?? '', server.worker);
  return path;
}
async function submit(url: string, payload: object): Promise<string> {
  const response = await post(url, payload);
  expect([response.statusCode, response.body]).toEqual([202, '']);
  return String(response.headers['operation-location']).slice(origin.length);
}
async function get<Job>(path: string, schema: TSchema): Promise<Job> {
  const response = await server.call({ method: 'GET', url: path });
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  const body = response.json();
  expectSchema(schema, body);
  return body as Job;
}
const join = (path: string, query: string) => `${path}${path.includes('?') ? '&' : '?'}${query}`;

describe('submit', () => {
  it('answers 202 with nothing in it and the address of the job, with the version as sent', async () => {
    const response = await post(language('2022-05-01'), items(single));
    expect(response.statusCode).toBe(202);
    expect(response.headers['content-length']).toBe('0');
    expect(response.headers).not.toHaveProperty('location');
    expect(response.headers['operation-location']).toMatch(
      /^https:\/\/taxon\.example\/language\/analyze-text\/jobs\/[\da-f-]{36}\?api-version=2022-05-01$/,
    );
  });

  it('answers without a query in November 2021', async () => {
    const response = await post(nov2021, arrays);
    expect(response.headers['operation-location']).toMatch(
      /\/text\/analytics\/v3\.2-preview\.2\/analyze\/jobs\/[\da-f-]{36}$/,
    );
  });

  it('collapses doubled slashes and reads text/json', async () => {
    expect((await post(`/${nov2021}`, arrays, { 'content-type': 'text/json' })).statusCode).toBe(202);
    expect((await post(`//language//analyze-text/jobs?api-version=2023-04-01`, items(single))).statusCode).toBe(202);
  });

  const body = (documents: unknown, tasks: unknown = [single]) => ({ analysisInput: { documents }, tasks });
  it.each<[string, unknown, string | undefined, string]>([
    ['no documents', body([]), 'InvalidDocumentBatch', 'At least one document is needed.'],
    [
      '26 documents',
      body(Array.from({ length: 26 }, (_, id) => ({ id: `${id}`, text: 't' }))),
      'InvalidDocumentBatch',
      'Batch request contains too many records. Max 25 records are permitted.',
    ],
    [
      'doubled ids',
      body([texts[0], texts[0]]),
      'InvalidDocumentBatch',
      'Request contains duplicated ids. Make sure each document has a unique id: "0".',
    ],
    [
      'an empty id',
      body([{ id: '', text: 't' }]),
      'InvalidDocumentBatch',
      'Document id is missing or empty (document number 0).',
    ],
    ['a lone empty document', body([{ id: '0', text: '' }]), 'InvalidDocumentBatch', 'Document text is empty.'],
    [
      '125,001 characters',
      body([{ id: '0', text: 'x'.repeat(125_001) }]),
      'InvalidDocumentBatch',
      'Request contains 125001 text elements; at most 125000 are permitted.',
    ],
    ['no tasks', body(texts, []), 'InvalidRequestBodyFormat', 'At least one task is needed.'],
    [
      'two tasks of one kind',
      body(texts, [single, single]),
      'InvalidRequestBodyFormat',
      'Duplicate task name  for task type CustomSingleLabelClassification. Make sure each task under a task type has a unique name',
    ],
    [
      'a number for an id',
      body([{ id: 7, text: 't' }]),
      'InvalidRequestBodyFormat',
      'Field "analysisInput.documents[0].id": must be string, got 7.',
    ],
    [
      'a number for a text',
      body([{ id: '7', text: 7 }]),
      'InvalidRequestBodyFormat',
      'Field "analysisInput.documents[0].text": must be string, got 7.',
    ],
    [
      'no text',
      body([{ id: '7' }]),
      'InvalidRequestBodyFormat',
      'Field "analysisInput.documents[0].text": is required, got nothing.',
    ],
    ['an object of tasks', body(texts, {}), 'InvalidRequestBodyFormat', 'Field "tasks": must be array, got an object.'],
    [
      'an unknown kind',
      body(texts, [{ kind: 'Poetry' }]),
      'InvalidRequestBodyFormat',
      'There is no task of the kind "Poetry".',
    ],
    ['no body', '', 'EmptyRequest', 'The request needs a JSON body, and there is none.'],
    ['null', 'null', 'EmptyRequest', 'The request needs a JSON body, and there is none.'],
    ['an array', '[]', 'InvalidRequestBodyFormat', 'Body: must be object, got an array of 0.'],
    [
      'broken JSON',
      '{\n "tasks": [}',
      'InvalidRequestBodyFormat',
      "The body is not valid JSON: line 2, column 12: expected a value or ']'.",
    ],
  ])('refuses %s', async (_, payload, inner, message) => {
    const response = await post(language(), payload as object);
    expect(response.statusCode).toBe(400);
    expectSchema(AzureErrorResponse, response.json());
    expect(response.json().error).toMatchObject({ code: 'InvalidRequest', innererror: { code: inner, message } });
  });

  it('names line and column of the body that the documentation of November 2021 prints without its comma', async () => {
    const printed = JSON.stringify(arrays, undefined, 4).replace(
      '"project-name": "support",',
      '"project-name": "support"',
    );
    const response = await post(nov2021, printed);
    const lines = printed.split('\n');
    const line = lines.findIndex((each) => each.includes('"deployment-name"')) + 1;
    const column = (lines[line - 1] ?? '').indexOf('"') + 1;
    expect(response.statusCode).toBe(400);
    expect(response.json().error.innererror.message).toBe(
      `The body is not valid JSON: line ${line}, column ${column}: expected ',' or '}'.`,
    );
  });

  it('refuses more than a megabyte, in the shape of the door', async () => {
    const response = await post(nov2021, { analysisInput: { documents: [{ id: '0', text: 'x'.repeat(1_100_000) }] } });
    expect(response.statusCode).toBe(413);
    expect(response.json().error.innererror).toEqual({
      code: 'InvalidDocumentBatch',
      message: 'Request Payload sent is too large to be processed. Limit request size to: 1048576',
    });
  });

  it('refuses what is not JSON by its type', async () => {
    const response = await post(language(), 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(response.statusCode).toBe(415);
    expect(response.json().error.innererror.message).toContain('application/x-www-form-urlencoded');
  });

  it('never shows a text in a refusal', async () => {
    const secret = 'a text that must not come back';
    const broken = await post(language(), `{"analysisInput":{"documents":[{"id":"1","text":"${secret}"}]}`);
    const wrong = await post(language(), {
      analysisInput: { documents: [{ id: '1', text: [secret] }] },
      tasks: [single],
    });
    expect(broken.body + wrong.body).not.toContain(secret);
    expect(JSON.stringify(server.logged)).not.toContain(secret);
  });
});

describe('api-version', () => {
  it.each(['', '?api-version=', '?api-version=latest', '?api-version=2021-10-31', '?api-version=2022-02-30'])(
    'refuses %j and names those supported',
    async (query) => {
      const response = await post(`/language/analyze-text/jobs${query}`, items(single));
      expect(response.statusCode).toBe(400);
      expect(response.json().error).toMatchObject({
        code: 'InvalidRequest',
        innererror: { code: 'InvalidParameterValue' },
      });
      for (const version of runtimeApiVersions) expect(response.body).toContain(version);
    },
  );

  it.each([...runtimeApiVersions, '2031-01-01', '2031-01-01-preview'])(
    '%s: both kinds, from submit to result',
    async (version) => {
      const shape = runtimeShapeOf(version);
      const payload =
        shape.tasks === 'arrays'
          ? arrays
          : items({ ...single, kind: shape.kinds.single }, { ...multi, kind: shape.kinds.multi });
      const path = await run(language(version), payload);
      const job = await get<ItemsJob & ArraysJob>(path, shape.tasks === 'arrays' ? ArraysJob : ItemsJob);
      expect(job.status).toBe('succeeded');
      expect(job.tasks).toMatchObject({ completed: 2, failed: 0, inProgress: 0, total: 2 });
      const [first, second] =
        shape.tasks === 'arrays'
          ? [job.tasks.customSingleClassificationTasks?.[0], job.tasks.customMultiClassificationTasks?.[0]]
          : job.tasks.items;
      const billing = { category: 'Billing', confidenceScore: expect.any(Number) };
      expect(first?.results.documents[0]).toMatchObject({
        [shape.single.field]: shape.single.form === 'array' ? [billing] : billing,
      });
      expect(second?.results.documents[0]).toMatchObject({ [shape.multi.field]: [billing] });
      expect(first?.results).toMatchObject(names('support'));
    },
  );
});

describe('status', () => {
  it('gives the same scores through every door', async () => {
    const older = await get<ArraysJob>(await run(nov2021, arrays), ArraysJob);
    const newer = await get<ItemsJob>(await run(language(), items(single)), ItemsJob);
    const direct = await server.engine.prediction.classify(
      { name: 'key:owner', role: 'owner', projects: undefined },
      'support',
      'production',
      texts,
    );
    const scores = direct.documents.map((document) => (document.ok ? document.predicted[0]?.score : undefined));
    expect(scores.every((score) => typeof score === 'number' && Number(score.toFixed(6)) === score)).toBe(true);
    expect(
      older.tasks.customSingleClassificationTasks?.[0]?.results.documents.map(
        (each) => each.classification?.confidenceScore,
      ),
    ).toEqual(scores);
    expect(
      newer.tasks.items[0]?.results.documents.map(
        (each) => (each.class as { confidenceScore: number }[])[0]?.confidenceScore,
      ),
    ).toEqual(scores);
  });

  it('tells a waiting job with Retry-After, after a second at most', async () => {
    const path = await submit(language(), items(single));
    const began = performance.now();
    const response = await server.call({ method: 'GET', url: path });
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(response.headers['retry-after']).toBe('1');
    expect(response.json()).toMatchObject({ status: 'notStarted', tasks: { inProgress: 1, items: [] } });
    expectSchema(ItemsJob, response.json());
  });

  it('holds the answer until the job ends, where it ends soon', async () => {
    const path = await submit(language(), items(single));
    const poll = server.call({ method: 'GET', url: path });
    await server.engine.jobs.predict(/[\da-f-]{36}/.exec(path)?.[0] ?? '', server.worker);
    const response = await poll;
    expect(response.json().status).toBe('succeeded');
    expect(response.headers).not.toHaveProperty('retry-after');
  });

  it('pages when asked, and carries showStats and the version along', async () => {
    const documents = Array.from({ length: 25 }, (_, id) => ({ id: `${id}`, text: 'the invoice is wrong' }));
    const path = await run(language(), { analysisInput: { documents }, tasks: [single] });
    expect((await get<ItemsJob>(path, ItemsJob)).tasks.items[0]?.results.documents).toHaveLength(25);
    const first = await get<ItemsJob>(join(path, 'showStats=TRUE&$top=20&$skip=0'), ItemsJob);
    expect(first.nextLink).toBe(`${origin}${path.split('?')[0]}?showStats=True&top=5&skip=20&api-version=2023-04-01`);
    const second = await get<ItemsJob>(String(first.nextLink).slice(origin.length), ItemsJob);
    expect(second.tasks.items[0]?.results.documents.map(({ id }) => id)).toEqual(['20', '21', '22', '23', '24']);
    expect(second.tasks.items[0]?.results.statistics?.documentsCount).toBe(5);
    expect(second).not.toHaveProperty('nextLink');
  });

  it('refuses a page that cannot be', async () => {
    const response = await server.call({
      method: 'GET',
      url: join(await submit(language(), items(single)), 'top=none'),
    });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      status: 'failed',
      error: { innererror: { code: 'InvalidParameterValue' } },
    });
  });

  it.each([
    ['/language/analyze-text/jobs/00000000-0000-4000-8000-000000000000?api-version=2023-04-01', 'OperationNotFound'],
    ['/language/analyze-text/jobs/nothing?api-version=2023-04-01', 'OperationNotFound'],
    ['/language/analyze-text/jobs/a%00b?api-version=2023-04-01', 'OperationNotFound'],
    [`${nov2021}/jobs/00000000-0000-4000-8000-000000000000`, 'NotFound'],
  ])('%s is not there', async (url, code) => {
    const response = await server.call({ method: 'GET', url });
    expect(response.statusCode).toBe(404);
    expectSchema(AzureErrorResponse, response.json());
    expect(response.json()).toMatchObject({ status: 'failed', error: { code } });
  });

  it('gives a bad document an error of its own', async () => {
    const documents = [
      { id: 'a', text: '' },
      { id: 'b', text: 'x', language: 'english' },
      { id: 'c', text: 'a\0b' },
    ];
    const path = await run(language(), { analysisInput: { documents }, tasks: [single] });
    const job = await get<ItemsJob>(join(path, 'showStats=true'), ItemsJob);
    const results = job.tasks.items[0]?.results;
    expect(results?.errors.map(({ id, error }) => [id, error.innererror?.code])).toEqual([
      ['a', 'InvalidDocument'],
      ['b', 'UnsupportedLanguageCode'],
    ]);
    expect(results?.documents[0]?.warnings[0]?.code).toBe('CharactersReplaced');
    expect(results?.statistics).toMatchObject({
      documentsCount: 3,
      validDocumentsCount: 1,
      erroneousDocumentsCount: 2,
    });
  });

  it('tells tasks that cannot run in the shape that every client survives', async () => {
    const missing = { ...single, taskName: 'missing', parameters: names('nowhere') };
    const mismatch = { ...single, taskName: 'mismatch', parameters: names('films') };
    const other = { kind: 'CustomEntityRecognition', parameters: names('support') };
    const job = await get<ItemsJob>(await run(language(), items(single, missing, mismatch, other)), ItemsJob);
    expect([job.status, job.errors, job.tasks.completed, job.tasks.failed]).toEqual(['succeeded', [], 1, 3]);
    expect(job.tasks.items.map(({ status, results }) => [status, results.errors[0]?.error.code])).toEqual([
      ['succeeded', undefined],
      ['succeeded', 'ProjectNotFound'],
      ['succeeded', 'InvalidArgument'],
      ['succeeded', 'InvalidRequest'],
    ]);
  });
});

describe('cancel', () => {
  it.each([':cancel', '/:cancel'])('%s: 202, then every task listed and empty', async (verb) => {
    const [path, query] = (await submit(language('2022-05-01'), items(single, multi))).split('?');
    const response = await server.call({ method: 'POST', url: `${path}${verb}?${query}` });
    expect([response.statusCode, response.body]).toEqual([202, '']);
    expect(response.headers['operation-location']).toBe(`${origin}${path}?${query}`);
    const job = await get<ItemsJob>(`${path}?${query}`, ItemsJob);
    expect(job.status).toBe('cancelled');
    expect(job.tasks.items.map(({ results }) => [results.documents, results.errors])).toEqual([
      [[], []],
      [[], []],
    ]);
  });

  it('did not exist before 2022-03-01-preview, and never in November 2021', async () => {
    const [path] = (await submit(language(), items(single))).split('?');
    const early = await server.call({ method: 'POST', url: `${path}:cancel?api-version=2022-02-01-preview` });
    const nov = await server.call({ method: 'POST', url: `${await submit(nov2021, arrays)}:cancel` });
    expect([early.statusCode, nov.statusCode]).toEqual([404, 404]);
  });
});

describe('settings', () => {
  const ask = (app: FastifyInstance, url: string) =>
    app.inject({ method: 'GET', url, headers: { 'ocp-apim-subscription-key': ownerKey } });

  it('strict: failed and partiallyCompleted, with an error that points at the task', async () => {
    const strict = await server.buildApp({ strictJobStatus: true });
    const missing = { ...single, taskName: 'missing', parameters: names('nowhere') };
    const some = (await ask(strict, await run(language(), items(single, missing)))).json();
    expectSchema(ItemsJob, some);
    expect([some.status, some.tasks.items[1].status, some.errors[0].target]).toEqual([
      'partiallyCompleted',
      'failed',
      '#/tasks/items/1',
    ]);
    const all = (await ask(strict, await run(language(), items(missing)))).json();
    expect([all.status, all.error.code]).toEqual(['failed', 'ProjectNotFound']);
  });

  it('documented: exactly the form that was printed in November 2021', async () => {
    const documented = await server.buildApp({ documentedV32Form: true });
    const job = (await ask(documented, await run(nov2021, { ...arrays, displayName: 'MyJobName' }))).json();
    expectSchema(DocumentedJob, job);
    expect([job.status, job.tasks.details.name]).toEqual(['completed', 'MyJobName']);
  });

  it('shim: the result of the job last polled to its end, on request', async () => {
    const polled = await get<ArraysJob>(await run(nov2021, arrays), ArraysJob);
    // Injected requests come on a new connection each: the only job that fits is the one just polled.
    const app = await server.buildApp({});
    await ask(app, `${nov2021}/jobs/${polled.jobId}`);
    const response = await ask(app, '/text/analytics/v3.2-preview.2?$top=20&$skip=0');
    expect(response.statusCode).toBe(200);
    expect(response.json().jobId).toBe(polled.jobId);
    const without = await server.buildApp({ nov2021ResultShim: false });
    expect((await ask(without, '/text/analytics/v3.2-preview.2?$top=20&$skip=0')).statusCode).toBe(404);
  });
});

// Parameters of prebuilt tasks are not judged here: such tasks are accepted and answered as failed.
const refused = readRecordings().filter(
  ({ method, status, url, requestBody, body }) =>
    method === 'POST' &&
    status === 400 &&
    url.pathname.endsWith('/analyze-text/jobs') &&
    // One recording writes its 26 documents as a sentence; they have a case above.
    !JSON.stringify(requestBody).includes('26 documents') &&
    !JSON.stringify(body).includes('InvalidParameterValue'),
);
describe.skipIf(!recordingsAvailable)('recorded refusals', () => {
  it.each(refused.map((exchange) => ({ title: exchange.recording, exchange })))('$title', async ({ exchange }) => {
    const expected = exchange.body as { error: { innererror?: { message: string } } };
    const response = await post(`${exchange.url.pathname}${exchange.url.search}`, exchange.requestBody as object);
    expect(response.statusCode).toBe(400);
    const message = expected.error.innererror?.message ?? '';
    const kind = / for task type (\w+)/.exec(message)?.[1] ?? '';
    expect(response.body.replace(/ for task type \w+/, ` for task type ${kind}`)).toBe(JSON.stringify(exchange.body));
  });
});

describe.skipIf(!recordingsAvailable)('what official clients were seen to send', () => {
  it.each(readObserved())('$title', async ({ requests }) => {
    const app = await server.buildApp({});
    let id = '';
    for (const { method, path, headers, body } of requests) {
      const url = path.replace(/d4f3c1e2-9a0b-4c6d-8e7f-001122334455/, id);
      const payload = body === null ? {} : { payload: body as object };
      const response = await app.inject({
        method,
        url,
        headers: { ...headers, 'ocp-apim-subscription-key': ownerKey },
        ...payload,
      });
      expect(response.statusCode, `${method} ${url}: ${response.body}`).toBe(method === 'GET' ? 200 : 202);
      if (method === 'GET') expect(response.json().jobId).toBe(id);
      if (method === 'GET' || url.includes(':cancel')) continue;
      id = /[\da-f-]{36}/.exec(String(response.headers['operation-location']))?.[0] ?? '';
      await server.engine.jobs.predict(id, server.worker);
    }
  });
});
