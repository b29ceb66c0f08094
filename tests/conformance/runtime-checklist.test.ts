// What the vendor's clients do not show, by raw HTTP: jobs, pages, statistics. The numbers in titles are points of the
// client checklist: 9.x is what every client needs. 10.x are later findings; they decide where both differ.

import { call } from '@taxon/testkit/drivers/raw-http';
import {
  jobLocation,
  languageJobs,
  november2021,
  type RuntimeJob,
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
const versions: readonly RuntimeVersion[] = ['november2021', '2022-05-01', '2023-04-01'];
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const wholeSeconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const tickets = await exampleDocuments(support, 25);
const notes = await exampleDocuments(films, 25);
const accept = (version: RuntimeVersion, documents = tickets, extra: object = {}) =>
  acceptTickets(version, documents, extra);

describe.each(versions)('version %s', (version) => {
  const language = version !== 'november2021';
  const pageKey = language ? 'nextLink' : '@nextLink';
  const dollar = language ? '' : '$';

  it('[9.1] collapses leading slashes and ignores unknown query parameters', async () => {
    const path = language ? `/${languageJobs}?api-version=${version}&foreign=1` : `/${november2021}?foreign=1`;
    const body = submitBody(version, support, tickets);
    const location = jobLocation(await call(taxon, path, { method: 'POST', body }));
    const job = await waitForJob(taxon, location, 'unknown=x&ShowStats=maybe');
    expect(job.status).toBe('succeeded');
  });

  it.each(['true', 'True', 'TRUE'])('[9.1] reads showStats=%s', async (value) => {
    const job = await waitForJob(taxon, await accept(version), `showStats=${value}`);
    expect(tasksOf(job)[0]?.results.statistics).toMatchObject({ documentsCount: 25 });
  });

  it.each(['False', 'false'])('[9.1] [9.10] sends no statistics for showStats=%s', async (value) => {
    const job = await waitForJob(taxon, await accept(version), `showStats=${value}`);
    expect(JSON.stringify(job)).not.toContain('statistics');
  });

  it('[9.1] takes top and skip with and without a dollar sign', async () => {
    const location = await accept(version);
    for (const [top, skip] of [
      ['top', 'skip'],
      ['$top', '$skip'],
    ]) {
      const job = await waitForJob(taxon, location, `${top}=3&${skip}=4`);
      expect(tasksOf(job)[0]?.results.documents.map(({ id }) => id)).toEqual(['4', '5', '6']);
    }
  });

  it('[9.2] answers a submit with 202, nothing in it, an absolute operation-location and no location', async () => {
    const answer = await submit(taxon, version, submitBody(version, support, tickets));
    expect(answer.status).toBe(202);
    expect(answer.text).toBe('');
    expect(answer.headers.get('content-length')).toBe('0');
    expect(answer.headers.get('location')).toBeNull();
    const location = new URL(answer.headers.get('operation-location') ?? '');
    expect(location.origin).toBe(taxon.url);
    expect(location.search).toBe(language ? `?api-version=${version}` : '');
    expect(location.pathname.startsWith(language ? `${languageJobs}/` : `${november2021}/jobs/`)).toBe(true);
  });

  it('[9.3] names jobs by hyphenated lower-case UUIDs and keeps them for 24 hours', async () => {
    const location = await accept(version);
    const id = new URL(location).pathname.split('/').at(-1);
    expect(id).toMatch(uuid);
    const job = await waitForJob(taxon, location);
    expect(job.jobId).toBe(id);
    expect(job.createdDateTime).toMatch(wholeSeconds);
    expect(Date.parse(job.expirationDateTime) - Date.parse(job.createdDateTime)).toBe(86_400_000);
  });

  it('[9.4] [9.5] answers polls with 200 JSON, only known words, Retry-After while it runs', async () => {
    await whileWorkersSleep(taxon.pid, async () => {
      const poll = await call(taxon, await accept(version));
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
    const location = await accept(version);
    const finished = await waitForJob(taxon, location);
    expect(finished.status).toBe('succeeded');
    expect((await call(taxon, location)).headers.get('retry-after')).toBeNull();
  });

  it('[9.4] holds a poll of a job that is about to finish instead of sending the client away', async () => {
    const location = await accept(version);
    const answer = await call(taxon, location);
    expect((answer.body as RuntimeJob).status).toBe('succeeded');
  });

  it('[9.6] echoes ids, names and order', async () => {
    const odd = ['b', 'a', '10', '__proto__', 'ä/ö?'].map((id) => ({ id, text: 'My invoice is wrong' }));
    const job = await waitForJob(taxon, await accept(version, odd, { displayName: 'echo' }));
    expect(job.displayName).toBe('echo');
    const [task] = tasksOf(job);
    expect(task?.results.documents.map(({ id }) => id)).toEqual(odd.map(({ id }) => id));
    expect(task?.results).toMatchObject({ projectName: 'support', deploymentName: 'production' });
  });

  it('[9.7] always sends four counters, lists, and both names of the job stamp', async () => {
    const job = await runJob(taxon, version, support, tickets);
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
    const [single] = tasksOf(await runJob(taxon, version, support, tickets));
    const [multi] = tasksOf(await runJob(taxon, version, films, notes));
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
    const job = await runJob(taxon, version, support, tickets);
    expect(tasksOf(job)[0]?.results.documents).toHaveLength(25);
    expect(Object.keys(job)).not.toContain(pageKey);
  });

  it('[9.9] pages by absolute links that keep showStats and carry the whole envelope', async () => {
    const location = await accept(version);
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
      expect(searchParams.get('api-version')).toBe(language ? version : null);
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
    const job = await runJob(taxon, version, support, documents, 'showStats=true');
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
});
