import type { ServerAccess } from '@taxon/testkit/drivers/raw-http';
import type { RuntimeDocument, Target } from '@taxon/testkit/drivers/runtime-driver';
import { whileWorkersSleep } from '@taxon/testkit/process/sleeping-workers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  collect,
  type LanguageActionResult,
  type LanguageClient,
  languageClient,
  languageClients,
} from '../support/official-clients.ts';
import { asApplication, exampleDocuments, films, providedTaxon, support } from '../support/provided-taxon.ts';

const taxon = providedTaxon();

/** The client's word for a task; names of members are the client's. */
function action({ project, deployment, kind }: Target, actionName?: string): object {
  return {
    kind: kind === 'single' ? 'CustomSingleLabelClassification' : 'CustomMultiLabelClassification',
    projectName: project,
    deploymentName: deployment,
    ...(actionName === undefined ? {} : { actionName }),
  };
}

describe.each(languageClients)('official client %s, unmodified', (folder) => {
  let application: ServerAccess;
  let client: LanguageClient;
  let tickets: RuntimeDocument[];
  let notes: RuntimeDocument[];

  beforeAll(async () => {
    application = await asApplication(folder);
    client = languageClient(folder, application);
    tickets = await exampleDocuments(support, 25);
    notes = await exampleDocuments(films, 25);
  });

  async function run(
    actions: readonly object[],
    documents: readonly RuntimeDocument[],
    options: object = {},
  ): Promise<LanguageActionResult[]> {
    const poller = await client.beginAnalyzeBatch(actions, documents, options);
    return collect(await poller.pollUntilDone());
  }

  it('classifies single-label and says how long submit to result takes', async () => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const began = performance.now();
      const [result, ...more] = await run([action(support)], tickets);
      times.push(performance.now() - began);
      expect(more).toEqual([]);
      expect(result).toMatchObject({
        kind: 'CustomSingleLabelClassification',
        projectName: 'support',
        deploymentName: 'production',
      });
      expect(result?.error).toBeUndefined();
      expect(result?.completedOn.getTime()).toBeGreaterThan(Date.now() - 60_000);
      expect(result?.results.map((document) => document.id)).toEqual(tickets.map((document) => document.id));
      for (const document of result?.results ?? []) {
        expect(document.classifications).toHaveLength(1);
        expect(document.classifications?.[0]?.confidenceScore).toBeGreaterThan(0);
        expect(document.classifications?.[0]?.confidenceScore).toBeLessThanOrEqual(1);
        expect(document.warnings).toEqual([]);
      }
    }
    console.info(`${folder}: submit to result ${times.map((time) => Math.round(time)).join(', ')} ms`);
  });

  it('classifies multi-label, best class first', async () => {
    const [result] = await run([action(films)], notes);
    expect(result?.kind).toBe('CustomMultiLabelClassification');
    expect(result?.results).toHaveLength(25);
    for (const { classifications } of result?.results ?? []) {
      const scores = (classifications ?? []).map((one) => one.confidenceScore);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }
    expect(result?.results.some((document) => (document.classifications?.length ?? 0) > 1)).toBe(true);
  });

  it('takes plain strings as documents and numbers them', async () => {
    const poller = await client.beginAnalyzeBatch([action(support)], ['My invoice is wrong', 'I cannot log in'], 'en');
    const [result] = await collect(await poller.pollUntilDone());
    expect(result?.results.map((document) => document.id)).toEqual(['0', '1']);
  });

  it('runs several tasks in one job, in the order sent, with their names', async () => {
    const actions = [action(films, 'mood'), action(support, 'topic'), action(support, 'again')];
    const results = await run(actions, tickets.slice(0, 3), { displayName: 'three tasks' });
    expect(results.map(({ kind, actionName }) => [kind, actionName])).toEqual([
      ['CustomMultiLabelClassification', 'mood'],
      ['CustomSingleLabelClassification', 'topic'],
      ['CustomSingleLabelClassification', 'again'],
    ]);
    expect(results[1]?.results).toEqual(results[2]?.results);
  });

  it('fills the operation state: counters, dates, name', async () => {
    const poller = await client.beginAnalyzeBatch([action(support)], tickets, { displayName: 'state' });
    await poller.pollUntilDone();
    const state = poller.getOperationState();
    expect(state).toMatchObject({
      status: 'succeeded',
      displayName: 'state',
      actionSucceededCount: 1,
      actionFailedCount: 0,
      actionInProgressCount: 0,
    });
    expect(state.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(state.createdOn.getTime()).toBeLessThanOrEqual(state.modifiedOn.getTime());
    expect(state.expiresOn.getTime() - state.createdOn.getTime()).toBe(24 * 60 * 60 * 1000);
  });

  it('pages by byPage: 7, then what is left', async () => {
    const poller = await client.beginAnalyzeBatch([action(support)], tickets, {});
    const pages = await collect((await poller.pollUntilDone()).byPage({ maxPageSize: 7 }));
    expect(pages[0]?.[0]?.results).toHaveLength(7);
    const ids = pages.flatMap((page) => page[0]?.results.map((document) => document.id) ?? []);
    expect(ids).toEqual(tickets.map((document) => document.id));
  });

  it('gets every document on one page when it asks for none', async () => {
    const poller = await client.beginAnalyzeBatch([action(support)], tickets, {});
    const pages = await collect((await poller.pollUntilDone()).byPage());
    expect(pages.map((page) => page[0]?.results.length)).toEqual([25]);
  });

  it('gets errors per document: an empty text, a bad language; the neighbours are answered', async () => {
    const documents = [
      { id: 'good', text: 'My invoice is wrong', language: 'en' },
      { id: 'empty', text: '', language: 'en' },
      { id: 'language', text: 'My invoice is wrong', language: 'klingonish' },
    ];
    const [result] = await run([action(support)], documents);
    expect(result?.results.map((document) => [document.id, document.error?.code])).toEqual([
      ['good', undefined],
      ['empty', 'InvalidDocument'],
      ['language', 'UnsupportedLanguageCode'],
    ]);
    expect(result?.results[1]?.error?.message).toBe('Document text is empty.');
  });

  it.each([
    [
      'more than 25 documents',
      () => Array.from({ length: 26 }, (_, id) => ({ id: String(id), text: 'text' })),
      'InvalidDocumentBatch',
    ],
    ['a doubled id', () => ['a', 'a'].map((id) => ({ id, text: 'text' })), 'InvalidDocumentBatch'],
    ['a lone empty document', () => [{ id: '0', text: '' }], 'InvalidDocumentBatch'],
  ])('refuses the whole request: %s', async (_, documents, code) => {
    await expect(client.beginAnalyzeBatch([action(support)], documents(), {})).rejects.toMatchObject({
      statusCode: 400,
      code,
    });
  });

  it('refuses two tasks of one kind without names of their own', async () => {
    const twice = client.beginAnalyzeBatch([action(support), action(support)], tickets, {});
    await expect(twice).rejects.toMatchObject({ statusCode: 400, code: 'InvalidRequestBodyFormat' });
  });

  it.each([
    ['project', { ...support, project: 'nowhere' }],
    ['deployment', { ...support, deployment: 'nowhere' }],
  ])('says for every document that the %s is unknown, and answers the good task beside it', async (_, missing) => {
    const poller = await client.beginAnalyzeBatch(
      [action(missing, 'bad'), action(support, 'good')],
      tickets.slice(0, 2),
      {},
    );
    const [bad, good] = await collect(await poller.pollUntilDone());
    expect(bad?.error).toBeUndefined();
    expect(bad?.results.map((document) => document.error?.message)).toEqual([
      expect.stringContaining('nowhere'),
      expect.stringContaining('nowhere'),
    ]);
    expect(good?.results.every((document) => document.classifications?.length === 1)).toBe(true);
    expect(poller.getOperationState()).toMatchObject({ actionSucceededCount: 1, actionFailedCount: 1 });
  });

  it('is told in the recorded words that the key is wrong', async () => {
    const stranger = languageClient(folder, { url: taxon.url, key: 'not-a-key-0123456789abcdef0123456789' });
    await expect(stranger.beginAnalyzeBatch([action(support)], tickets, {})).rejects.toMatchObject({
      statusCode: 401,
      code: '401',
      message: expect.stringContaining('Access denied due to invalid subscription key or wrong API endpoint.'),
    });
  });

  it('gets statistics when it asks for them, and only then', async () => {
    const [counted] = await run([action(support)], tickets.slice(0, 4), { includeStatistics: true });
    expect(counted?.statistics).toMatchObject({ documentCount: 4, validDocumentCount: 4 });
    const characters = [...new Intl.Segmenter().segment(tickets[0]?.text ?? '')].length;
    expect(counted?.results[0]?.statistics).toMatchObject({
      characterCount: characters,
      transactionCount: Math.ceil(characters / 1000),
    });
    const [plain] = await run([action(support)], tickets.slice(0, 4));
    expect(plain?.statistics).toBeUndefined();
    expect(plain?.results[0]?.statistics).toBeUndefined();
  });

  it('works with a slash at the end of the endpoint', async () => {
    const slashed = languageClient(folder, { ...application, url: `${taxon.url}/` });
    const poller = await slashed.beginAnalyzeBatch([action(support)], tickets, {});
    expect(await collect(await poller.pollUntilDone())).toHaveLength(1);
  });

  it('works with every api-version that the client can be told to speak', async () => {
    for (const serviceVersion of ['2022-05-01', '2022-10-01-preview', '2023-04-01']) {
      const versioned = languageClient(folder, application, { serviceVersion, apiVersion: serviceVersion });
      const poller = await versioned.beginAnalyzeBatch([action(films)], notes.slice(0, 2), {});
      const [result] = await collect(await poller.pollUntilDone());
      expect(result?.results).toHaveLength(2);
    }
  });

  it('cancels a job that waits, and says so', async () => {
    await whileWorkersSleep(taxon.pid, async () => {
      const poller = await client.beginAnalyzeBatch([action(support)], tickets, {});
      await poller.sendCancellationRequest();
      await expect(poller.pollUntilDone()).rejects.toThrow('Operation was canceled');
    });
    const [result] = await run([action(support)], tickets);
    expect(result?.results).toHaveLength(25);
  });
});
