// What the vendor's clients do not show, by raw HTTP, at /language only. The numbers in titles are points of the client
// checklist: 9.x is what every client needs. 10.x are later findings; they decide where both differ.

import { call } from '@taxon/testkit/drivers/raw-http';
import {
  jobLocation,
  languageJobs,
  languageTask,
  type RuntimeVersion,
  runJob,
  submit,
  submitBody,
  tasksOf,
  waitForJob,
} from '@taxon/testkit/drivers/runtime-driver';
import { whileWorkersSleep } from '@taxon/testkit/process/sleeping-workers';
import { describe, expect, it } from 'vitest';
import { acceptTickets, exampleDocuments, films, providedTaxon, support } from '../support/provided-taxon.ts';

const taxon = providedTaxon();
const wholeSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const tickets = await exampleDocuments(support, 25);
const notes = await exampleDocuments(films, 25);
const accept = (version: RuntimeVersion, documents = tickets, extra: object = {}) =>
  acceptTickets(version, documents, extra);

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
    await whileWorkersSleep(taxon.pid, async () => {
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
