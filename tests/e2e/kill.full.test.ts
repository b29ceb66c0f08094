// Every part is killed (SIGKILL) at the worst moment. After the restart everything that was acknowledged is there and
// finishes. Nothing is done twice.

import { copyExample, readExample, writeProject } from '@taxon/testkit/data/labels-file';
import { manyDocuments } from '@taxon/testkit/data/many-documents';
import { AuthoringDriver, type JobState } from '@taxon/testkit/drivers/authoring-driver';
import { expectStatus } from '@taxon/testkit/drivers/raw-http';
import {
  categoriesOf,
  jobLocation,
  type RuntimeDocument,
  runJob,
  submit,
  submitBody,
  type Target,
  tasksOf,
  waitForJob,
} from '@taxon/testkit/drivers/runtime-driver';
import { clientOf } from '@taxon/testkit/drivers/taxon-client';
import { isAlive } from '@taxon/testkit/process/process-tree';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const documentsOfBig = 6_000;
const target: Target = { project: 'support', deployment: 'production', kind: 'single' };

let taxon: TaxonProcess;
let authoring: AuthoringDriver;

beforeEach(async () => {
  taxon = await startTaxon();
  authoring = new AuthoringDriver(taxon);
});

afterEach(async () => {
  const code = await taxon.stop();
  const left = (['main', 'worker', 'postgres'] as const).flatMap((role) => taxon.find(role));
  await taxon.kill('main', 'worker', 'postgres');
  await removeDataDirectory(taxon.dataDirectory);
  expect(code).toBe(0);
  expect(left).toEqual([]);
});

/** Starts again on the same data and port, as an operator or a supervisor would, if the kill has ended the service. */
async function startAgain(): Promise<void> {
  const until = performance.now() + 5_000;
  while (isAlive(taxon.pid) && performance.now() < until) {
    const ready = await fetch(`${taxon.url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready) return;
  }
  await taxon.stop();
  taxon = await startTaxon({ dataDirectory: taxon.dataDirectory, port: Number(new URL(taxon.url).port) });
}

async function importBig(): Promise<string> {
  const { texts } = await readExample('support-tickets');
  const documents = manyDocuments(texts.values(), documentsOfBig);
  const { file } = await writeProject(taxon.dataDirectory, 'big', 'CustomSingleLabelClassification', documents);
  return authoring.accept('POST', '/big/:import', file);
}

async function buildSupport(): Promise<RuntimeDocument[]> {
  const { file, texts } = await copyExample(taxon.dataDirectory, 'support-tickets', 'support');
  await authoring.buildDeployment('support', file);
  return [...texts].slice(0, 25).map(([id, { text }]) => ({ id, text }));
}

async function waitUntilRunning(location: string): Promise<void> {
  for (let job = await authoring.job(location); job.status !== 'running'; job = await authoring.job(location)) {
    if (job.status !== 'notStarted') throw new Error(`${location} was ${job.status} before it could be killed`);
  }
}

/** Kills and answers the time. An operation that ends later was really interrupted. */
async function killNow(...roles: Parameters<TaxonProcess['kill']>): Promise<Date> {
  const at = new Date();
  await taxon.kill(...roles);
  return at;
}

/** The operation must have ended after the kill. If it ended before, the test has shown nothing. */
async function expectEndedAfter(killedAt: Date, location: string): Promise<void> {
  const id = new URL(location).pathname.split('/').at(-1);
  const { finishedAt } = await clientOf(taxon).call('getOperation', { params: { operation: id ?? '' } });
  if (finishedAt === null) throw new Error(`${location} has not ended`);
  expect(Date.parse(finishedAt)).toBeGreaterThan(killedAt.getTime());
  console.info(`finished ${Date.parse(finishedAt) - killedAt.getTime()} ms after the kill`);
}

async function values(path: string): Promise<readonly unknown[]> {
  return (expectStatus(await authoring.request('GET', path), 200, path).body as { value: unknown[] }).value;
}

async function expectBigImported(): Promise<void> {
  const input = { params: { project: 'big' }, query: { top: 1 } };
  const { total } = await clientOf(taxon).call('listDocuments', input);
  expect(total).toBe(documentsOfBig);
}

async function expectTrainedOnce(location: string): Promise<void> {
  const job: JobState = await authoring.waitUntilSucceeded(location, 120_000);
  expect(await values('/big/models')).toHaveLength(1);
  expect((await values('/big/train/jobs')) as JobState[]).toMatchObject([{ jobId: job.jobId, status: 'succeeded' }]);
  // The interrupted training must give the same model as one that was not interrupted.
  const interrupted = await authoring.evaluatedDocuments('big', 'model');
  await authoring.train('big', 'undisturbed');
  expect(await authoring.evaluatedDocuments('big', 'undisturbed')).toEqual(interrupted);
}

/** Submits from several clients until the service goes away; collects the jobs that were acknowledged. */
async function submitUntilItDies(documents: readonly RuntimeDocument[], acknowledged: string[]): Promise<void> {
  const body = submitBody('2023-04-01', target, documents);
  const client = async (): Promise<void> => {
    for (;;) {
      const answer = await submit(taxon, '2023-04-01', body).catch(() => undefined);
      if (answer === undefined || answer.status !== 202) return;
      acknowledged.push(jobLocation(answer));
    }
  };
  await Promise.all(Array.from({ length: 4 }, client));
}

async function expectAllAnswered(locations: readonly string[], expected: ReadonlyMap<string, unknown>): Promise<void> {
  expect(new Set(locations).size).toBe(locations.length);
  for (const location of locations) {
    const job = await waitForJob(taxon, location);
    expect(job.status).toBe('succeeded');
    expect(job.tasks).toMatchObject({ completed: 1, failed: 0, inProgress: 0, total: 1 });
    expect(tasksOf(job)).toHaveLength(1);
    expect(tasksOf(job)[0]?.results.documents).toHaveLength(expected.size);
    expect(categoriesOf(job)).toEqual(expected);
  }
}

describe('kill -9', () => {
  it('of the worker during training', async () => {
    await authoring.waitUntilSucceeded(await importBig());
    const location = await authoring.requestTraining('big', 'model');
    await waitUntilRunning(location);
    const killedAt = await killNow('worker');
    await startAgain();
    await expectTrainedOnce(location);
    await expectEndedAfter(killedAt, location);
  });

  it('of the server during prediction jobs', async () => {
    const documents = await buildSupport();
    const expected = categoriesOf(await runJob(taxon, '2023-04-01', target, documents));
    const acknowledged: string[] = [];
    const submitting = submitUntilItDies(documents, acknowledged);
    while (acknowledged.length < 30) await new Promise((resolve) => setTimeout(resolve, 1));
    await taxon.kill('main');
    await submitting;
    await startAgain();
    await expectAllAnswered(acknowledged, expected);
  });

  it('of PostgreSQL during an import', async () => {
    const location = await importBig();
    await waitUntilRunning(location);
    const killedAt = await killNow('postgres');
    await startAgain();
    await authoring.waitUntilSucceeded(location);
    await expectEndedAfter(killedAt, location);
    await expectBigImported();
  });

  it('of everything at once during an import, a training and prediction jobs', async () => {
    const documents = await buildSupport();
    const expected = categoriesOf(await runJob(taxon, '2023-04-01', target, documents));
    await authoring.waitUntilSucceeded(await importBig());
    const training = await authoring.requestTraining('big', 'model');
    const { file } = await copyExample(taxon.dataDirectory, 'film-notes', 'films');
    const importing = await authoring.accept('POST', '/films/:import', file);
    const acknowledged: string[] = [];
    const submitting = submitUntilItDies(documents, acknowledged);
    while (acknowledged.length < 20) await new Promise((resolve) => setTimeout(resolve, 1));
    const killedAt = await killNow('main', 'worker', 'postgres');
    await submitting;
    await startAgain();
    await authoring.waitUntilSucceeded(importing);
    await expectAllAnswered(acknowledged, expected);
    await expectTrainedOnce(training);
    await expectEndedAfter(killedAt, training);
    await expectBigImported();
  });
});
