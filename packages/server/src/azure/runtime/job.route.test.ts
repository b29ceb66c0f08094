import { ArraysJob, AzureErrorResponse, ItemsJob, runtimeApiVersions, runtimeShapeOf } from '@taxon/contract';
import { owner } from '@taxon/testkit/engine/test-engine';
import {
  arrays,
  items,
  join,
  language,
  multi,
  names,
  nov2021,
  origin,
  single,
  texts,
  useRuntimeDoors,
} from '@taxon/testkit/server/ask-runtime';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { describe, expect, it } from 'vitest';

const doors = useRuntimeDoors();

describe('api-version', () => {
  it.each(['', '?api-version=', '?api-version=latest', '?api-version=2021-10-31', '?api-version=2022-02-30'])(
    'refuses %j and names those supported',
    async (query) => {
      const response = await doors.post(`/language/analyze-text/jobs${query}`, items(single));
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
      const path = await doors.run(language(version), payload);
      const job = await doors.get<ItemsJob & ArraysJob>(path, shape.tasks === 'arrays' ? ArraysJob : ItemsJob);
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
    const older = await doors.get<ArraysJob>(await doors.run(nov2021, arrays), ArraysJob);
    const newer = await doors.get<ItemsJob>(await doors.run(language(), items(single)), ItemsJob);
    const direct = await doors.server.engine.prediction.classify(owner, 'support', 'production', texts);
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
    const path = await doors.submit(language(), items(single));
    const began = performance.now();
    const response = await doors.server.call({ method: 'GET', url: path });
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(response.headers['retry-after']).toBe('1');
    expect(response.json()).toMatchObject({ status: 'notStarted', tasks: { inProgress: 1, items: [] } });
    expectSchema(ItemsJob, response.json());
  });

  it('holds the answer until the job ends, where it ends soon', async () => {
    const path = await doors.submit(language(), items(single));
    const poll = doors.server.call({ method: 'GET', url: path });
    await doors.work(path);
    const response = await poll;
    expect(response.json().status).toBe('succeeded');
    expect(response.headers).not.toHaveProperty('retry-after');
  });

  it('pages when asked, and carries showStats and the version along', async () => {
    const documents = Array.from({ length: 25 }, (_, id) => ({ id: `${id}`, text: 'the invoice is wrong' }));
    const path = await doors.run(language(), { analysisInput: { documents }, tasks: [single] });
    expect((await doors.get<ItemsJob>(path, ItemsJob)).tasks.items[0]?.results.documents).toHaveLength(25);
    const first = await doors.get<ItemsJob>(join(path, 'showStats=TRUE&$top=20&$skip=0'), ItemsJob);
    expect(first.nextLink).toBe(`${origin}${path.split('?')[0]}?showStats=True&top=5&skip=20&api-version=2023-04-01`);
    const second = await doors.get<ItemsJob>(String(first.nextLink).slice(origin.length), ItemsJob);
    expect(second.tasks.items[0]?.results.documents.map(({ id }) => id)).toEqual(['20', '21', '22', '23', '24']);
    expect(second.tasks.items[0]?.results.statistics?.documentsCount).toBe(5);
    expect(second).not.toHaveProperty('nextLink');
  });

  it('refuses a page that cannot be', async () => {
    const response = await doors.server.call({
      method: 'GET',
      url: join(await doors.submit(language(), items(single)), 'top=none'),
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
    const response = await doors.server.call({ method: 'GET', url });
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
    const path = await doors.run(language(), { analysisInput: { documents }, tasks: [single] });
    const job = await doors.get<ItemsJob>(join(path, 'showStats=true'), ItemsJob);
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
    const job = await doors.get<ItemsJob>(
      await doors.run(language(), items(single, missing, mismatch, other)),
      ItemsJob,
    );
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
    const [path, query] = (await doors.submit(language('2022-05-01'), items(single, multi))).split('?');
    const response = await doors.server.call({ method: 'POST', url: `${path}${verb}?${query}` });
    expect([response.statusCode, response.body]).toEqual([202, '']);
    expect(response.headers['operation-location']).toBe(`${origin}${path}?${query}`);
    const job = await doors.get<ItemsJob>(`${path}?${query}`, ItemsJob);
    expect(job.status).toBe('cancelled');
    expect(job.tasks.items.map(({ results }) => [results.documents, results.errors])).toEqual([
      [[], []],
      [[], []],
    ]);
  });

  it('did not exist before 2022-03-01-preview, and never in November 2021', async () => {
    const [path] = (await doors.submit(language(), items(single))).split('?');
    const early = await doors.server.call({ method: 'POST', url: `${path}:cancel?api-version=2022-02-01-preview` });
    const nov = await doors.server.call({ method: 'POST', url: `${await doors.submit(nov2021, arrays)}:cancel` });
    expect([early.statusCode, nov.statusCode]).toEqual([404, 404]);
  });
});
