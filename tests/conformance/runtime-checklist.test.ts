// What the vendor's clients hide, over raw HTTP. The numbers in titles are the points of the client checklist
// (9.x: what every client needs; 10.x: later findings, which win).
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/http-client.ts';
import { processTree } from '../support/process-tree.ts';
import { exampleDocuments, films, providedTaxon, support } from '../support/provided-taxon.ts';
import {
  type Door,
  jobLocation,
  languageJobs,
  languageTask,
  november2021,
  type RuntimeDocument,
  type RuntimeJob,
  runJob,
  submit,
  submitBody,
  tasksOf,
  waitForJob,
} from '../support/runtime-driver.ts';

const taxon = providedTaxon();
const doors: readonly Door[] = ['november2021', '2022-05-01', '2023-04-01'];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const wholeSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

let tickets: RuntimeDocument[];
let notes: RuntimeDocument[];

beforeAll(async () => {
  tickets = await exampleDocuments(support, 25);
  notes = await exampleDocuments(films, 25);
});

const accept = async (
  door: Door,
  documents: readonly RuntimeDocument[] = tickets,
  extra: object = {},
): Promise<string> => jobLocation(await submit(taxon, door, submitBody(door, support, documents, extra)));

/** Holds the workers still, so that a job stays where it is while we look. */
async function whileWorkersSleep<T>(act: () => Promise<T>): Promise<T> {
  const workers = processTree(taxon.pid).filter((entry) => /\bworker\b/.test(entry.command));
  expect(workers.length).toBeGreaterThan(0);
  for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
  try {
    return await act();
  } finally {
    for (const { pid } of workers) process.kill(pid, 'SIGCONT');
  }
}

describe.each(doors)('door %s', (door) => {
  const language = door !== 'november2021';
  const pageKey = language ? 'nextLink' : '@nextLink';
  const dollar = language ? '' : '$';

  it('[9.1] collapses leading slashes and ignores unknown query parameters', async () => {
    const path = language ? `/${languageJobs}?api-version=${door}&foreign=1` : `/${november2021}?foreign=1`;
    const body = submitBody(door, support, tickets);
    const location = jobLocation(await call(taxon, path, { method: 'POST', body }));
    const job = await waitForJob(taxon, location, 'unknown=x&ShowStats=maybe');
    expect(job.status).toBe('succeeded');
  });

  it.each(['true', 'True', 'TRUE'])('[9.1] reads showStats=%s', async (value) => {
    const job = await waitForJob(taxon, await accept(door), `showStats=${value}`);
    expect(tasksOf(job)[0]?.results.statistics).toMatchObject({ documentsCount: 25 });
  });

  it.each(['False', 'false'])('[9.1] [9.10] sends no statistics for showStats=%s', async (value) => {
    const job = await waitForJob(taxon, await accept(door), `showStats=${value}`);
    expect(JSON.stringify(job)).not.toContain('statistics');
  });

  it('[9.1] takes top and skip with and without a dollar sign', async () => {
    const location = await accept(door);
    for (const [top, skip] of [
      ['top', 'skip'],
      ['$top', '$skip'],
    ]) {
      const job = await waitForJob(taxon, location, `${top}=3&${skip}=4`);
      expect(tasksOf(job)[0]?.results.documents.map(({ id }) => id)).toEqual(['4', '5', '6']);
    }
  });

  it('[9.2] answers a submit with 202, nothing in it, an absolute operation-location and no location', async () => {
    const answer = await submit(taxon, door, submitBody(door, support, tickets));
    expect(answer.status).toBe(202);
    expect(answer.text).toBe('');
    expect(answer.headers.get('content-length')).toBe('0');
    expect(answer.headers.get('location')).toBeNull();
    const location = new URL(answer.headers.get('operation-location') ?? '');
    expect(location.origin).toBe(taxon.url);
    expect(location.search).toBe(language ? `?api-version=${door}` : '');
    expect(location.pathname.startsWith(language ? `${languageJobs}/` : `${november2021}/jobs/`)).toBe(true);
  });

  it('[9.3] names jobs by hyphenated lower-case UUIDs and keeps them for 24 hours', async () => {
    const location = await accept(door);
    const id = new URL(location).pathname.split('/').at(-1);
    expect(id).toMatch(uuid);
    const job = await waitForJob(taxon, location);
    expect(job.jobId).toBe(id);
    expect(job.createdDateTime).toMatch(wholeSeconds);
    expect(Date.parse(job.expirationDateTime) - Date.parse(job.createdDateTime)).toBe(86_400_000);
  });

  it('[9.4] [9.5] answers polls with 200 JSON, only known words, Retry-After while it runs', async () => {
    await whileWorkersSleep(async () => {
      const poll = await call(taxon, await accept(door));
      expect(poll.status).toBe(200);
      expect(poll.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(poll.headers.get('retry-after')).toBe('1');
      const job = poll.body as RuntimeJob;
      expect(['notStarted', 'running']).toContain(job.status);
      expect(job.tasks).toMatchObject({ completed: 0, failed: 0, inProgress: 1, total: 1 });
      if (language) expect(job.tasks.items).toEqual([]);
      else expect(tasksOf(job)).toEqual([]);
      expect(job.errors).toEqual([]);
    });
    const location = await accept(door);
    const finished = await waitForJob(taxon, location);
    expect(finished.status).toBe('succeeded');
    expect((await call(taxon, location)).headers.get('retry-after')).toBeNull();
  });

  it('[9.4] holds a poll of a job that is about to finish instead of sending the client away', async () => {
    const location = await accept(door);
    const answer = await call(taxon, location);
    expect((answer.body as RuntimeJob).status).toBe('succeeded');
  });

  it('[9.6] echoes ids, names and order', async () => {
    const odd = ['b', 'a', '10', '__proto__', 'ä/ö?'].map((id) => ({ id, text: 'My invoice is wrong' }));
    const job = await waitForJob(taxon, await accept(door, odd, { displayName: 'echo' }));
    expect(job.displayName).toBe('echo');
    const [task] = tasksOf(job);
    expect(task?.results.documents.map(({ id }) => id)).toEqual(odd.map(({ id }) => id));
    expect(task?.results).toMatchObject({ projectName: 'support', deploymentName: 'production' });
  });

  it('[9.7] always sends four counters, lists, and both names of the job stamp', async () => {
    const job = await runJob(taxon, door, support, tickets);
    expect(job.tasks).toMatchObject({ completed: 1, failed: 0, inProgress: 0, total: 1 });
    expect(job.errors).toEqual([]);
    expect(job.lastUpdatedDateTime).toBe(job.lastUpdateDateTime);
    expect(job.lastUpdatedDateTime).toMatch(wholeSeconds);
    for (const task of tasksOf(job)) {
      expect(task.lastUpdateDateTime).toMatch(instant);
      expect(task.status).toBe('succeeded');
      if (!language) expect(task.state).toBe('succeeded');
      expect(task.results.errors).toEqual([]);
      for (const document of task.results.documents) expect(document.warnings).toEqual([]);
    }
  });

  it('[9.8] names the class field as the version does; scores have at most six decimals', async () => {
    const [single] = tasksOf(await runJob(taxon, door, support, tickets));
    const [multi] = tasksOf(await runJob(taxon, door, films, notes));
    for (const document of single?.results.documents ?? []) {
      const categories = language ? document.class : [document.classification];
      expect(categories).toHaveLength(1);
      const score = categories?.[0]?.confidenceScore ?? -1;
      expect(Number(score.toFixed(6))).toBe(score);
    }
    for (const document of multi?.results.documents ?? []) {
      expect(Array.isArray(language ? document.class : document.classifications)).toBe(true);
    }
  });

  it('[9.9] [10.1] sends one page without a link unless the caller asks for pages', async () => {
    const job = await runJob(taxon, door, support, tickets);
    expect(tasksOf(job)[0]?.results.documents).toHaveLength(25);
    expect(Object.keys(job)).not.toContain(pageKey);
  });

  it('[9.9] pages by absolute links that keep showStats and carry the whole envelope', async () => {
    const location = await accept(door);
    const ids: string[] = [];
    let job = await waitForJob(taxon, location, `showStats=true&${dollar}top=10`);
    const first = job;
    for (;;) {
      ids.push(...(tasksOf(job)[0]?.results.documents.map(({ id }) => id) ?? []));
      expect(tasksOf(job)[0]?.results.statistics).toBeDefined();
      expect([job.status, job.jobId, job.tasks.total]).toEqual([first.status, first.jobId, first.tasks.total]);
      const link = job[pageKey];
      if (link === undefined) break;
      const { origin, searchParams } = new URL(link);
      expect(origin).toBe(taxon.url);
      // [10.8] a foreign parameter breaks the Python client.
      const known = language ? ['showStats', 'top', 'skip', 'api-version'] : ['showStats', '$top', '$skip'];
      expect([...searchParams.keys()].filter((key) => !known.includes(key))).toEqual([]);
      expect(searchParams.get('showStats')?.toLowerCase()).toBe('true');
      expect(searchParams.get('api-version')).toBe(language ? door : null);
      job = (await call(taxon, link)).body as RuntimeJob;
    }
    expect(ids).toEqual(tickets.map(({ id }) => id));
  });

  it('[9.10] counts text elements and records of a thousand for showStats', async () => {
    const documents = [
      { id: 'flags', text: '🇫🇷🇩🇪👨‍👩‍👧‍👦é\r\n' },
      { id: 'long', text: 'a word '.repeat(300) },
      { id: 'empty', text: '' },
    ];
    const job = await runJob(taxon, door, support, documents, 'showStats=true');
    const [task] = tasksOf(job);
    expect(task?.results.documents.map(({ id, statistics }) => [id, statistics])).toEqual([
      ['flags', { charactersCount: 5, transactionsCount: 1 }],
      ['long', { charactersCount: 2100, transactionsCount: 3 }],
    ]);
    expect(task?.results.statistics).toMatchObject({
      documentsCount: 3,
      validDocumentsCount: 2,
      erroneousDocumentsCount: 1,
      transactionsCount: 4,
    });
  });

  it('[9.11] [10.3] answers a task that cannot run in the one shape that every client survives', async () => {
    const job = await runJob(taxon, door, { ...support, project: 'nowhere' }, tickets.slice(0, 2));
    expect(job.status).toBe('succeeded');
    expect(job.errors).toEqual([]);
    expect(job.tasks).toMatchObject({ completed: 0, failed: 1, inProgress: 0, total: 1 });
    const [task] = tasksOf(job);
    expect(task?.status).toBe('succeeded');
    expect(task?.results.documents).toEqual([]);
    expect(task?.results.errors.map(({ id }) => id)).toEqual(['0', '1']);
    expect(task?.results.errors[0]?.error.message).toContain('nowhere');
  });

  it('[9.11] puts a string status beside the error of a job that does not exist', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000';
    const path = language ? `${languageJobs}/${unknown}?api-version=${door}` : `${november2021}/jobs/${unknown}`;
    const answer = await call(taxon, path);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({
      status: 'failed',
      error: { code: language ? 'OperationNotFound' : 'NotFound', message: expect.any(String) },
    });
  });

  it('[9.12] accepts the key header only with the right key; 401 as recorded', async () => {
    const body = submitBody(door, support, tickets);
    for (const key of ['', 'wrong-key-0123456789abcdef0123456789abcd']) {
      const answer = await submit(taxon, door, body, { 'ocp-apim-subscription-key': key });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.body).toEqual({
        error: {
          code: '401',
          message:
            'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
        },
      });
    }
  });

  it.each<[string, readonly RuntimeDocument[]]>([
    ['more than 25 documents', Array.from({ length: 26 }, (_, id) => ({ id: String(id), text: 'text' }))],
    ['doubled ids', ['a', 'a'].map((id) => ({ id, text: 'text' }))],
    ['a lone empty document', [{ id: '0', text: '' }]],
  ])('[9.14] refuses %s as an invalid batch', async (_, documents) => {
    const answer = await submit(taxon, door, submitBody(door, support, documents));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'InvalidRequest', message: expect.any(String), innererror: { code: 'InvalidDocumentBatch' } },
    });
  });

  it('[9.14] refuses an empty batch', async () => {
    const answer = await submit(taxon, door, submitBody(door, support, []));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 'InvalidRequest', innererror: { code: expect.any(String) } } });
  });

  it('[9.14] gives an empty document among others, and a bad language, an error of their own', async () => {
    const documents = [
      { id: 'good', text: 'My invoice is wrong' },
      { id: 'empty', text: '' },
      { id: 'language', text: 'My invoice is wrong', language: 'english' },
      { id: 'unset', text: 'My invoice is wrong', language: '' },
    ];
    const job = await runJob(taxon, door, support, documents);
    expect(job.status).toBe('succeeded');
    const [task] = tasksOf(job);
    expect(task?.results.documents.map(({ id }) => id)).toEqual(['good', 'unset']);
    expect(task?.results.errors).toMatchObject([
      {
        id: 'empty',
        error: {
          code: 'InvalidArgument',
          message: language ? 'Invalid Document in request.' : 'Invalid document in request.',
          innererror: { code: 'InvalidDocument', message: 'Document text is empty.' },
        },
      },
      {
        id: 'language',
        error: { code: 'InvalidArgument', innererror: { code: 'UnsupportedLanguageCode' } },
      },
    ]);
    expect(task?.results.errors[1]?.error.innererror?.message).toContain("'english'");
  });

  it('[10.12] keeps answering others while a request full of long characters is counted', async () => {
    const heavy = Array.from({ length: 5 }, (_, id) => ({ id: String(id), text: '👨‍👩‍👧‍👦🇫🇷é'.repeat(5_000) }));
    const counted = runJob(taxon, door, support, heavy, 'showStats=true');
    const waits: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const began = performance.now();
      await call(taxon, '/healthz');
      waits.push(performance.now() - began);
    }
    expect(Math.max(...waits)).toBeLessThan(1_000);
    const [task] = tasksOf(await counted);
    expect(task?.results.documents[0]?.statistics?.charactersCount).toBe(15_000);
  });

  it('refuses more than 125,000 text elements and a body over 1 MB in the shape of the door', async () => {
    const characters = Array.from({ length: 5 }, (_, id) => ({ id: String(id), text: 'word '.repeat(5_001) }));
    const tooMany = await submit(taxon, door, submitBody(door, support, characters));
    expect(tooMany.status).toBe(400);
    expect(tooMany.body).toMatchObject({ error: { code: 'InvalidRequest' } });
    const tooLarge = await submit(taxon, door, submitBody(door, support, [{ id: '0', text: 'x'.repeat(1_100_000) }]));
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  });
});

describe('today’s tree only', () => {
  it('[9.6] keeps tasks in the order sent and echoes their names', async () => {
    const tasks = [languageTask(films, 'mood'), languageTask(support, 'topic'), languageTask(films, 'mood 2')];
    const body = { analysisInput: { documents: tickets.slice(0, 2) }, tasks };
    const job = await waitForJob(taxon, jobLocation(await submit(taxon, '2023-04-01', body)));
    expect(job.tasks.items?.map(({ kind, taskName }) => [kind, taskName])).toEqual([
      ['CustomMultiLabelClassificationLROResults', 'mood'],
      ['CustomSingleLabelClassificationLROResults', 'topic'],
      ['CustomMultiLabelClassificationLROResults', 'mood 2'],
    ]);
  });

  it('[10.4] cancels a waiting job: 202, then cancelled with every task listed and empty', async () => {
    await whileWorkersSleep(async () => {
      const body = {
        ...submitBody('2022-05-01', support, tickets),
        tasks: [languageTask(support, 'topic'), languageTask(films, 'mood')],
      };
      const location = jobLocation(await submit(taxon, '2022-05-01', body));
      const [path, query] = location.split('?');
      const cancel = await call(taxon, `${path}:cancel?${query}`, { method: 'POST' });
      expect([cancel.status, cancel.text]).toEqual([202, '']);
      expect(cancel.headers.get('operation-location')).toBe(location);
      const job = await waitForJob(taxon, location);
      expect(job.status).toBe('cancelled');
      expect(job.tasks.items?.map(({ taskName, results }) => [taskName, results.documents, results.errors])).toEqual([
        ['topic', [], []],
        ['mood', [], []],
      ]);
    });
  });

  it('cancelling a job that has ended leaves it as it is', async () => {
    const location = await accept('2022-05-01');
    const before = await waitForJob(taxon, location);
    const [path, query] = location.split('?');
    const cancel = await call(taxon, `${path}:cancel?${query}`, { method: 'POST' });
    expect(cancel.status).toBe(202);
    expect(await waitForJob(taxon, location)).toEqual(before);
  });

  it('[9.14] refuses two tasks of one kind without names of their own, in the recorded words', async () => {
    const body = { analysisInput: { documents: tickets }, tasks: [languageTask(support), languageTask(support)] };
    const answer = await submit(taxon, '2022-05-01', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: {
        code: 'InvalidRequest',
        message: 'InvalidTask in AnalyzeInput',
        innererror: { code: 'InvalidRequestBodyFormat', message: expect.stringMatching(/^Duplicate task name/) },
      },
    });
  });

  it.each([
    ['2022-05-01', 'lastUpdatedDateTime'],
    ['2022-10-01-preview', 'lastUpdateDateTime'],
    ['2023-04-01', 'lastUpdatedDateTime'],
    ['2024-11-01', 'lastUpdatedDateTime'],
    ['2025-05-15-preview', 'lastUpdatedDateTime'],
  ] as const)('[9.8] speaks api-version %s', async (version, stamp) => {
    const job = await runJob(taxon, version, films, notes.slice(0, 2));
    expect(job[stamp]).toMatch(wholeSeconds);
    expect(tasksOf(job)[0]?.kind).toBe('CustomMultiLabelClassificationLROResults');
    expect(Array.isArray(tasksOf(job)[0]?.results.documents[0]?.class)).toBe(true);
  });

  it.each(['', '?api-version=', '?api-version=yesterday', '?api-version=2021-10-01'])(
    'names the versions it knows when asked with "%s"',
    async (query) => {
      const answer = await call(taxon, `${languageJobs}${query}`, {
        method: 'POST',
        body: submitBody('2022-05-01', support, tickets),
      });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({
        error: { code: 'InvalidRequest', innererror: { code: 'InvalidParameterValue' } },
      });
      expect(answer.text).toContain('2023-04-01');
    },
  );

  it('[10.13] says line and column of a body that is not JSON', async () => {
    const answer = await submit(taxon, '2022-05-01', '{\n  "analysisInput": {\n    "documents": [}\n}');
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 'InvalidRequest' } });
    expect(answer.text).toMatch(/line 3/i);
    expect(answer.text).toMatch(/column \d+/i);
  });

  it('[9.11] accepts a task kind that it cannot run and says so for every document', async () => {
    const tasks = [
      { kind: 'CustomEntityRecognition', parameters: { projectName: 'p', deploymentName: 'd' } },
      languageTask(support),
    ];
    const body = { analysisInput: { documents: tickets.slice(0, 2) }, tasks };
    const job = await waitForJob(taxon, jobLocation(await submit(taxon, '2022-05-01', body)));
    expect(job.status).toBe('succeeded');
    expect(job.tasks.items?.[0]?.results.errors).toHaveLength(2);
    expect(job.tasks.items?.[1]?.results.documents).toHaveLength(2);
  });
});
