// A model whose encoder is not at hand answers nothing, and says why at every door; with it back it answers as before.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, expectStatus } from '@taxon/testkit/drivers/raw-http';
import { runJob, type Target, tasksOf } from '@taxon/testkit/drivers/runtime-driver';
import { type Answer, classifyNow } from '@taxon/testkit/drivers/v1-driver';
import { writeStandInEncoder } from '@taxon/testkit/encoders/stand-in-encoder';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = 'support';
const target: Target = { project, deployment: 'production', kind: 'single' };
const documents = [{ id: '0', text: 'My card was charged twice.', language: 'en' }];
const deployment = `/v1/projects/${project}/deployments/production`;

let folder: string;
let taxon: TaxonProcess;
let before: ReadonlyMap<string, Answer>;

const rows = Array.from({ length: 60 }, (_, i) =>
  JSON.stringify(
    i % 2 === 0 ? { text: `card charged ${i}`, label: 'Billing' } : { text: `password locked ${i}`, label: 'Login' },
  ),
).join('\n');

async function ask(method: string, path: string, body: unknown, status: number, type = 'application/json') {
  const answer = await call(taxon, path, { method, body, headers: { 'content-type': type } });
  return expectStatus(answer, status, path).body as { readonly id: string };
}

async function finished({ id }: { readonly id: string }): Promise<void> {
  const { body } = await call(taxon, `/v1/operations/${id}?wait=20`);
  expect(body).toMatchObject({ status: 'succeeded', errors: [] });
}

async function restart(environment: Readonly<Record<string, string>>): Promise<void> {
  expect(await taxon.stop()).toBe(0);
  taxon = await startTaxon({ dataDirectory: taxon.dataDirectory, environment });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxon-encoders-'));
  await writeStandInEncoder(folder);
  taxon = await startTaxon({ environment: { TAXON_ENCODER_DIR: folder } });
  await ask('PUT', `/v1/projects/${project}`, { kind: 'single', language: 'en', settings: { encoder: 'mine' } }, 201);
  // Below 100 documents an encoder is kept whatever cross-validation says.
  await finished(await ask('POST', `/v1/projects/${project}:import`, rows, 202, 'application/x-ndjson'));
  await finished(await ask('POST', `/v1/projects/${project}:train`, { model: 'model' }, 202));
  await ask('PUT', deployment, { model: 'model' }, 202);
  before = await classifyNow(taxon, target, documents);
  await restart({});
});

afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
  await rm(folder, { recursive: true });
});

const sentence =
  /^The model "model" needs the encoder "mine:[0-9a-f]{16}", which this server does not have; it has static-en-144, static-multi-128\.$/;

describe('a model whose encoder is missing', () => {
  it.each([
    ['documents', { documents }],
    ['an explanation', { text: 'x', explain: true }],
    ['similar examples', { text: 'x', similar: 3 }],
  ])('is refused by the synchronous call with %s', async (_what, body) => {
    const { status, body: answer } = await call(taxon, `${deployment}:classify`, { method: 'POST', body });
    expect(status).toBe(500);
    expect(answer).toMatchObject({
      error: { code: 'model/encoder-missing', message: expect.stringMatching(sentence) },
    });
  });

  it('is refused by the stream before its first row', async () => {
    const headers = { 'content-type': 'application/x-ndjson' };
    const asked = { method: 'POST', headers, body: '{"text": "x"}\n' };
    const { status, body: answer } = await call(taxon, `${deployment}:classifyStream`, asked);
    expect(status).toBe(500);
    expect(answer).toMatchObject({
      error: { code: 'model/encoder-missing', message: expect.stringMatching(sentence) },
    });
  });

  it.each(['november2021', '2022-05-01', '2022-10-01-preview', '2023-04-01'] as const)(
    'fails the task of a job at the door %s',
    async (door) => {
      const job = await runJob(taxon, door, target, documents);
      expect(job.tasks).toMatchObject({ failed: 1, completed: 0 });
      // The shape that every client survives: an error for each document.
      expect(tasksOf(job)[0]?.results.errors).toMatchObject([
        { id: '0', error: { code: 'InternalServerError', message: expect.stringMatching(sentence) } },
      ]);
    },
  );

  it('cannot be retrained with it either', async () => {
    const path = `/v1/projects/${project}:train`;
    const { id } = await ask('POST', path, { model: 'again' }, 202);
    const { body } = await call(taxon, `/v1/operations/${id}?wait=20`);
    expect(body).toMatchObject({
      status: 'failed',
      errors: [{ code: 'model/encoder-missing', message: expect.stringContaining('needs the encoder "mine"') }],
    });
  });

  it('still shows what it is', async () => {
    const { status, body } = await call(taxon, `/v1/projects/${project}/models/model/card`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ report: { encoder: { id: expect.stringMatching(/^mine:/), used: true } } });
  });

  it('answers as before once it is back', async () => {
    await restart({ TAXON_ENCODER_DIR: folder });
    expect(await classifyNow(taxon, target, documents)).toEqual(before);
  });

  it('is told from another encoder of the same name', async () => {
    expect(await taxon.stop()).toBe(0);
    const other = await mkdtemp(join(tmpdir(), 'taxon-encoders-'));
    await writeStandInEncoder(other);
    await writeFile(join(other, 'mine', 'model.onnx'), 'another network');
    taxon = await startTaxon({ dataDirectory: taxon.dataDirectory, environment: { TAXON_ENCODER_DIR: other } });
    const { body } = await call(taxon, `${deployment}:classify`, { method: 'POST', body: { documents } });
    expect(body).toMatchObject({
      error: { code: 'model/encoder-missing', message: expect.stringMatching(/it has .*mine, mine:[0-9a-f]{16}\.$/) },
    });
    await rm(other, { recursive: true });
  });
});
