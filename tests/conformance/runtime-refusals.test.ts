// What the vendor's clients do not show, by raw HTTP: refusals. The numbers in titles are points of the client
// checklist: 9.x is what every client needs. 10.x are later findings; they decide where both differ.

import { call } from '@taxon/testkit/drivers/raw-http';
import {
  languageJobs,
  november2021,
  type RuntimeDocument,
  type RuntimeVersion,
  runJob,
  submit,
  submitBody,
  tasksOf,
} from '@taxon/testkit/drivers/runtime-driver';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleDocuments, providedTaxon, support } from '../support/provided-taxon.ts';

const taxon = providedTaxon();
const versions: readonly RuntimeVersion[] = ['november2021', '2022-05-01', '2023-04-01'];

let tickets: RuntimeDocument[];

beforeAll(async () => {
  tickets = await exampleDocuments(support, 25);
});

describe.each(versions)('version %s', (version) => {
  const language = version !== 'november2021';

  it('[9.11] [10.3] answers a task that cannot run in the one shape that every client survives', async () => {
    const job = await runJob(taxon, version, { ...support, project: 'nowhere' }, tickets.slice(0, 2));
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
    const path = language ? `${languageJobs}/${unknown}?api-version=${version}` : `${november2021}/jobs/${unknown}`;
    const answer = await call(taxon, path);
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({
      status: 'failed',
      error: { code: language ? 'OperationNotFound' : 'NotFound', message: expect.any(String) },
    });
  });

  it('[9.12] accepts the key header only with the right key; 401 as recorded', async () => {
    const body = submitBody(version, support, tickets);
    for (const key of ['', 'wrong-key-0123456789abcdef0123456789abcd']) {
      const answer = await submit(taxon, version, body, { 'ocp-apim-subscription-key': key });
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
    const answer = await submit(taxon, version, submitBody(version, support, documents));
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { code: 'InvalidRequest', message: expect.any(String), innererror: { code: 'InvalidDocumentBatch' } },
    });
  });

  it('[9.14] refuses an empty batch', async () => {
    const answer = await submit(taxon, version, submitBody(version, support, []));
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
    const job = await runJob(taxon, version, support, documents);
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
    const counted = runJob(taxon, version, support, heavy, 'showStats=true');
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
    const tooMany = await submit(taxon, version, submitBody(version, support, characters));
    expect(tooMany.status).toBe(400);
    expect(tooMany.body).toMatchObject({ error: { code: 'InvalidRequest' } });
    const tooLarge = await submit(
      taxon,
      version,
      submitBody(version, support, [{ id: '0', text: 'x'.repeat(1_100_000) }]),
    );
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.body).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
  });
});
