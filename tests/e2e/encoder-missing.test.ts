// A model whose encoder is missing answers nothing and says why at every door. When the encoder is back, it answers as
// before.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaxonClient } from '@taxon/client';
import { runJob, type Target, tasksOf } from '@taxon/testkit/drivers/runtime-driver';
import { type Classified, classifyNow, clientOf } from '@taxon/testkit/drivers/taxon-client';
import { writeStandInEncoder } from '@taxon/testkit/encoders/stand-in-encoder';
import {
  removeDataDirectory,
  startTaxon,
  type TaxonOptions,
  type TaxonProcess,
} from '@taxon/testkit/process/taxon-process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = 'support';
const target: Target = { project, deployment: 'production', kind: 'single' };
const documents = [{ id: '0', text: 'My card was charged twice.', language: 'en' }];
const deployment = { project, deployment: 'production' };

let folder: string;
let taxon: TaxonProcess;
let client: TaxonClient;
let before: ReadonlyMap<string, Classified>;

const rows = Array.from({ length: 60 }, (_, i) =>
  JSON.stringify(
    i % 2 === 0 ? { text: `card charged ${i}`, label: 'Billing' } : { text: `password locked ${i}`, label: 'Login' },
  ),
).join('\n');

async function start(options: TaxonOptions): Promise<void> {
  taxon = await startTaxon(options);
  client = clientOf(taxon);
}

async function restart(environment: Readonly<Record<string, string>>): Promise<void> {
  expect(await taxon.stop()).toBe(0);
  await start({ dataDirectory: taxon.dataDirectory, environment });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxon-encoders-'));
  await writeStandInEncoder(folder);
  await start({ environment: { TAXON_ENCODER_DIR: folder } });
  const params = { project };
  await client.call('putProject', { params, body: { kind: 'single', language: 'en', settings: { encoder: 'mine' } } });
  // Below 100 documents an encoder is kept whatever cross-validation says.
  const stream = { contentType: 'application/x-ndjson', content: rows };
  expect(await client.run('importRows', { params, stream })).toMatchObject({ errors: [] });
  expect(await client.run('train', { params, body: { model: 'model' } })).toMatchObject({ errors: [] });
  await client.run('deploy', { params: deployment, body: { model: 'model' } });
  before = await classifyNow(client, target, documents);
  await restart({});
});

afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
  await rm(folder, { recursive: true });
});

const refusal = (message: RegExp) => ({
  status: 500,
  code: 'model/encoder-missing',
  message: expect.stringMatching(message),
});
const sentence =
  /^The model "model" needs the encoder "mine:[0-9a-f]{16}", which this server does not have; it has static-en-144, static-multi-128\.$/;

describe('a model whose encoder is missing', () => {
  it.each([
    ['documents', { documents }],
    ['an explanation', { text: 'x', explain: true }],
    ['similar examples', { text: 'x', similar: 3 }],
  ])('is refused by the synchronous call with %s', async (_what, body) => {
    await expect(client.call('classify', { params: deployment, body })).rejects.toMatchObject(refusal(sentence));
  });

  it('is refused by the stream before its first row', async () => {
    const stream = { contentType: 'application/x-ndjson', content: '{"text": "x"}\n' };
    const answer = client.classifyStream({ params: deployment, stream });
    await expect(answer).rejects.toMatchObject(refusal(sentence));
  });

  it.each(['november2021', '2022-05-01', '2022-10-01-preview', '2023-04-01'] as const)(
    'fails the task of a job by the version %s',
    async (version) => {
      const job = await runJob(taxon, version, target, documents);
      expect(job.tasks).toMatchObject({ failed: 1, completed: 0 });
      // An error for each document: the shape that no client fails on.
      expect(tasksOf(job)[0]?.results.errors).toMatchObject([
        { id: '0', error: { code: 'InternalServerError', message: expect.stringMatching(sentence) } },
      ]);
    },
  );

  it('cannot be retrained with it either', async () => {
    let last: unknown;
    const onProgress = (operation: unknown) => {
      last = operation;
    };
    const error = { code: 'model/encoder-missing', message: expect.stringContaining('needs the encoder "mine"') };
    const training = client.run('train', { params: { project }, body: { model: 'again' } }, { onProgress });
    await expect(training).rejects.toMatchObject(error);
    expect(last).toMatchObject({ status: 'failed', errors: [error] });
  });

  it('still shows what it is', async () => {
    const card = await client.call('getModelCard', { params: { project, model: 'model' } });
    expect(card).toMatchObject({ report: { encoder: { id: expect.stringMatching(/^mine:/), used: true } } });
  });

  it('answers as before once it is back', async () => {
    await restart({ TAXON_ENCODER_DIR: folder });
    expect(await classifyNow(client, target, documents)).toEqual(before);
  });

  it('is told from another encoder of the same name', async () => {
    expect(await taxon.stop()).toBe(0);
    const other = await mkdtemp(join(tmpdir(), 'taxon-encoders-'));
    await writeStandInEncoder(other);
    await writeFile(join(other, 'mine', 'model.onnx'), 'another network');
    await start({ dataDirectory: taxon.dataDirectory, environment: { TAXON_ENCODER_DIR: other } });
    const answer = client.call('classify', { params: deployment, body: { documents } });
    await expect(answer).rejects.toMatchObject(refusal(/it has .*mine, mine:[0-9a-f]{16}\.$/));
    await rm(other, { recursive: true });
  });
});
