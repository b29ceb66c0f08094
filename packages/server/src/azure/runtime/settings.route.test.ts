import { ArraysJob, DocumentedJob, ItemsJob } from '@taxon/contract';
import { itEachShared } from '@taxon/testkit/data/it-each-shared';
import { readObserved, recordingsAvailable } from '@taxon/testkit/data/recordings';
import {
  arrays,
  items,
  jobIdIn,
  language,
  names,
  nov2021,
  single,
  useRuntimeDoors,
} from '@taxon/testkit/server/ask-runtime';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { ownerKey } from '@taxon/testkit/server/start-route-server';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';

const doors = useRuntimeDoors();

describe('settings', () => {
  const ask = (app: FastifyInstance, url: string) =>
    app.inject({ method: 'GET', url, headers: { 'ocp-apim-subscription-key': ownerKey } });

  it('strict: failed and partiallyCompleted, with an error that points at the task', async () => {
    const strict = await doors.server.buildApp({ strictJobStatus: true });
    const missing = { ...single, taskName: 'missing', parameters: names('nowhere') };
    const some = (await ask(strict, await doors.run(language(), items(single, missing)))).json();
    expectSchema(ItemsJob, some);
    expect([some.status, some.tasks.items[1].status, some.errors[0].target]).toEqual([
      'partiallyCompleted',
      'failed',
      '#/tasks/items/1',
    ]);
    const all = (await ask(strict, await doors.run(language(), items(missing)))).json();
    expect([all.status, all.error.code]).toEqual(['failed', 'ProjectNotFound']);
  });

  it('documented: exactly the form that was printed in November 2021', async () => {
    const documented = await doors.server.buildApp({ documentedV32Form: true });
    const job = (await ask(documented, await doors.run(nov2021, { ...arrays, displayName: 'MyJobName' }))).json();
    expectSchema(DocumentedJob, job);
    expect([job.status, job.tasks.details.name]).toEqual(['completed', 'MyJobName']);
  });

  it('shim: the result of the job last polled to its end, on request', async () => {
    const polled = await doors.get<ArraysJob>(await doors.run(nov2021, arrays), ArraysJob);
    // Injected requests come on a new connection each: the only job that fits is the one just polled.
    const app = await doors.server.buildApp({});
    await ask(app, `${nov2021}/jobs/${polled.jobId}`);
    const response = await ask(app, '/text/analytics/v3.2-preview.2?$top=20&$skip=0');
    expect(response.statusCode).toBe(200);
    expect(response.json().jobId).toBe(polled.jobId);
    const without = await doors.server.buildApp({ nov2021ResultShim: false });
    expect((await ask(without, '/text/analytics/v3.2-preview.2?$top=20&$skip=0')).statusCode).toBe(404);
  });
});

describe.skipIf(!recordingsAvailable)('what official clients were seen to send', () => {
  itEachShared(recordingsAvailable, 'every scenario is answered', readObserved(), async ({ requests }) => {
    const app = await doors.server.buildApp({});
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
      id = jobIdIn(String(response.headers['operation-location']));
      await doors.work(id);
    }
  });
});
