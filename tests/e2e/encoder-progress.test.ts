// A user's encoder can take minutes to make the vectors of a training. The job shows progress and can be cancelled.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, expectStatus } from '@taxon/testkit/drivers/raw-http';
import { clientOf } from '@taxon/testkit/drivers/taxon-client';
import { writeStandInEncoder } from '@taxon/testkit/encoders/stand-in-encoder';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = 'slow';
const documents = 240;
const authoring = `/language/authoring/analyze-text/projects/${project}`;
const version = 'api-version=2023-04-01';

interface TrainJob {
  readonly status: string;
  readonly result: {
    readonly trainingStatus: { readonly percentComplete: number; readonly status: string };
    readonly evaluationStatus: { readonly percentComplete: number };
  };
}

let taxon: TaxonProcess;
let folder: string;
let journal: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'taxon-encoders-'));
  ({ journal } = await writeStandInEncoder(folder, { milliseconds: 20 }));
  taxon = await startTaxon({ environment: { TAXON_ENCODER_DIR: folder } });
  const client = clientOf(taxon);
  const params = { project };
  await client.call('putProject', { params, body: { kind: 'single', language: 'en', settings: { encoder: 'mine' } } });
  const rows = Array.from({ length: documents }, (_, i) =>
    JSON.stringify(
      i % 2 === 0 ? { text: `card charged ${i}`, label: 'a' } : { text: `password locked ${i}`, label: 'b' },
    ),
  );
  await client.run('importRows', { params, stream: { contentType: 'application/x-ndjson', content: rows.join('\n') } });
});

afterAll(async () => {
  expect(await taxon.stop()).toBe(0);
  await removeDataDirectory(taxon.dataDirectory);
  await rm(folder, { recursive: true });
});

const vectorsMade = async () => (await readFile(journal, 'utf8')).split('\n').length - 1;

async function train(modelLabel: string): Promise<string> {
  const body = { modelLabel, trainingConfigVersion: 'latest' };
  const answer = await call(taxon, `${authoring}/:train?${version}`, { method: 'POST', body });
  return expectStatus(answer, 202, 'train').headers.get('operation-location') ?? '';
}

const ask = async (location: string) => expectStatus(await call(taxon, location), 200, location).body as TrainJob;

/** Asks until the job is as wanted, and answers every state of the job that it saw. */
async function follow(location: string, wanted: (job: TrainJob) => boolean): Promise<TrainJob[]> {
  for (const seen: TrainJob[] = []; ; ) {
    const job = await ask(location);
    seen.push(job);
    if (wanted(job)) return seen;
    if (seen.length > 600) throw new Error(`still ${JSON.stringify(job)}`);
    await sleep(50);
  }
}

const percentOf = ({ result }: TrainJob) => result.trainingStatus.percentComplete;

describe('a training whose vectors take long', () => {
  it('stops within two seconds when it is cancelled, and keeps what it has computed', async () => {
    const location = await train('stopped');
    const [last] = (await follow(location, (job) => percentOf(job) >= 10)).slice(-1);
    expect(last?.result.trainingStatus).toMatchObject({ status: 'running' });
    const { pathname, search } = new URL(location);
    const asked = performance.now();
    expectStatus(await call(taxon, `${pathname}/:cancel${search}`, { method: 'POST' }), 202, 'cancel');
    await follow(location, ({ status }) => status === 'cancelled');
    expect(performance.now() - asked).toBeLessThan(2_000);
    const made = await vectorsMade();
    expect(made).toBeLessThan(documents);
    await sleep(300);
    expect(await vectorsMade()).toBe(made);
  });

  it('moves all the way, and computes only what it had not', async () => {
    const before = await vectorsMade();
    const seen = (await follow(await train('whole'), ({ status }) => status === 'succeeded')).map(percentOf);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen.filter((percent) => percent > 0 && percent < 80)).size).toBeGreaterThan(4);
    expect(seen.at(-1)).toBe(100);
    // All texts but those of the training before, and the texts that try the network.
    expect((await vectorsMade()) - before).toBeLessThanOrEqual(documents - before + 3);
    const again = await vectorsMade();
    await follow(await train('again'), ({ status }) => status === 'succeeded');
    expect(await vectorsMade()).toBe(again);
  });
});
