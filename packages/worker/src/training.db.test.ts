import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { buildSlowTexts, buildTexts } from '@taxon/testkit/data/build-texts';
import { until } from '@taxon/testkit/until';
import { openTestWorkers, type TestWorkers } from '@taxon/testkit/worker/test-workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestWorkers;
beforeAll(async () => {
  test = await openTestWorkers();
  await test.start();
});
afterAll(() => test.stop());

const latest = { configVersion: 'latest' } as const;

async function bytesOf(project: string, model: string): Promise<string> {
  const { id } = await test.engine.models.get(test.owner, project, model);
  const rows = await test.sql<{ bytes: Buffer }>('select bytes from model_bytes where model_id = $1', [id]);
  return createHash('sha256')
    .update(rows[0]?.bytes ?? '')
    .digest('hex');
}

describe('what a training makes', () => {
  it('is the same bytes for the same data and seed, whatever order they were written in', async () => {
    const texts = buildTexts(90);
    const project = await test.addProject('single', texts);
    expect(await test.train(project, 'first', 42)).toBe('succeeded');
    expect(await test.train(project, 'second', 42)).toBe('succeeded');
    const other = await test.addProject('single', [...texts].reverse());
    expect(await test.train(other, 'first', 42)).toBe('succeeded');
    expect(await bytesOf(project, 'second')).toBe(await bytesOf(project, 'first'));
    expect(await bytesOf(other, 'first')).toBe(await bytesOf(project, 'first'));
    expect(await test.train(project, 'third', 43)).toBe('succeeded');
    expect(await bytesOf(project, 'third')).not.toBe(await bytesOf(project, 'first'));
  });

  it('keeps a snapshot whose digest can be recomputed', async () => {
    const project = await test.addProject('single', buildTexts(45));
    expect(await test.train(project, 'm')).toBe('succeeded');
    const model = await test.engine.models.get(test.owner, project, 'm');
    const [row] = await test.sql<{ bytes: Buffer }>('select bytes from model_snapshot where model_id = $1', [model.id]);
    const json = gunzipSync(row?.bytes ?? '').toString();
    expect(createHash('sha256').update(json).digest('hex')).toBe(model.snapshotDigest);
    const snapshot = JSON.parse(json);
    expect(snapshot).toMatchObject({
      projectName: project,
      kind: 'single',
      seed: model.seed,
      configVersion: '2022-05-01',
    });
    expect(snapshot.documents).toHaveLength(45);
    expect(snapshot.documents.filter((one: { part: string }) => one.part === 'test')).toHaveLength(9);
  });

  it('leaves documents assigned to test out of an automatic split, and counts what it left out', async () => {
    const texts = [
      ...buildTexts(60),
      ...buildTexts(9, { dataset: 'test' }).map((one) => ({ ...one, name: `t-${one.name}` })),
    ];
    const bare = [{ name: 'unlabelled', text: 'nobody has read this', labels: [] }];
    const project = await test.addProject('single', [...texts, ...bare]);
    expect(await test.train(project, 'm')).toBe('succeeded');
    const { counts, options } = await test.engine.models.evaluation(test.owner, project, 'm');
    expect(options).toEqual({ kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 20 });
    expect(counts).toEqual({
      trained: 48,
      tested: 12,
      unlabelled: 1,
      assignedToTestButSplitAutomatically: 9,
      cutForFeatures: 0,
    });
  });

  it('uses each document where it was assigned in a manual split, and stores every test document', async () => {
    const held = buildTexts(9, { dataset: 'test', language: 'de' }).map((one) => ({ ...one, name: `t-${one.name}` }));
    const project = await test.addProject('single', [...buildTexts(60), ...held]);
    const command = { modelName: 'm', ...latest, evaluation: { kind: 'manual' } as const };
    const { operation } = await test.engine.training.requestTraining(test.owner, project, command);
    await test.engine.operations.waitUntilFinal(test.owner, operation.id, 20_000);
    const evaluation = await test.engine.models.evaluation(test.owner, project, 'm');
    expect(evaluation.counts).toMatchObject({ trained: 60, tested: 9 });
    const page = await test.engine.models.evaluatedDocuments(test.owner, project, 'm', { skip: 6, top: 10 });
    expect(page.total).toBe(9);
    expect(page.documents.map(({ name }) => name)).toEqual(held.slice(6).map(({ name }) => name));
    expect(page.documents[0]).toMatchObject({ language: 'de', expected: [held[6]?.labels[0]] });
    const right = evaluation.metrics.classes.reduce((sum, one) => sum + one.truePositives, 0);
    expect(evaluation.metrics.microF1).toBeCloseTo(right / 9, 10);
  });

  it('handles several labels a document', async () => {
    const texts = buildTexts(80).map((one, i) => ({
      ...one,
      labels: i % 2 === 0 ? one.labels : [...one.labels, 'urgent'],
    }));
    const project = await test.addProject('multi', texts);
    expect(await test.train(project, 'm')).toBe('succeeded');
    expect((await test.engine.models.evaluation(test.owner, project, 'm')).metrics.confusion).toBeUndefined();
  });

  it('learns "none of the classes" from documents that were reviewed so', async () => {
    const billing = buildTexts(120)
      .filter(({ labels }) => labels[0] === 'billing')
      .map((one) => ({ ...one, name: `b-${one.name}` }));
    const other = buildTexts(120).filter(({ labels }) => labels[0] === 'account');
    const project = await test.addProject('multi', billing);
    for (const { name, text } of other) {
      await test.engine.dataset.putDocument(test.owner, project, { name, text, labels: [] });
    }
    await test.engine.dataset.putDocument(test.owner, project, { name: 'unread', text: 'nobody has read this' });
    expect(await test.train(project, 'm', 5)).toBe('succeeded');
    const { counts, metrics, details } = await test.engine.models.evaluation(test.owner, project, 'm');
    expect(counts).toMatchObject({ trained: 64, tested: 16, unlabelled: 1 });
    // 8 of the 16 test documents have the class: each of the others is a true negative.
    expect(metrics.classes).toMatchObject([
      { truePositives: 8, trueNegatives: 8, falsePositives: 0, falseNegatives: 0 },
    ]);
    expect(details?.answersAtLeastOne).toBe(false);
    expect(details?.thresholds).toHaveLength(1);
    const { report } = await test.engine.models.describe(test.owner, project, 'm');
    expect(report).toMatchObject({ documents: 64, classDocuments: [32], crossValidation: { documents: 64 } });
    const page = await test.engine.models.evaluatedDocuments(test.owner, project, 'm', { skip: 0, top: 20 });
    const none = page.documents.filter(({ expected }) => expected.length === 0);
    expect(none).toHaveLength(8);
    expect(none.every(({ predicted, scores }) => predicted.length === 0 && (scores[0] ?? 1) < 0.5)).toBe(true);
  });

  it('answers at least one class when every document has one', async () => {
    const project = await test.addProject('multi', buildTexts(60));
    expect(await test.train(project, 'm', 5)).toBe('succeeded');
    expect((await test.engine.models.evaluation(test.owner, project, 'm')).details?.answersAtLeastOne).toBe(true);
  });

  it('says where it stands and how it ended', async () => {
    const project = await test.addProject('single', buildTexts(60));
    const job = await test.engine.training.requestTraining(test.owner, project, { modelName: 'm', ...latest });
    expect(job).toMatchObject({ modelName: 'm', configVersion: '2022-05-01', progress: { training: { percent: 0 } } });
    await test.engine.operations.waitUntilFinal(test.owner, job.operation.id, 20_000);
    const done = await test.engine.training.getJob(test.owner, project, job.operation.id);
    expect(done.progress).toMatchObject({
      training: { percent: 100, status: 'succeeded', startedAt: expect.any(String), finishedAt: expect.any(String) },
      evaluation: { percent: 100, status: 'succeeded' },
    });
    expect(done.operation.result).toMatchObject({ modelName: 'm' });
    expect((await test.engine.projects.get(test.owner, project)).trainedAt).toBeInstanceOf(Date);
    expect(
      (await test.engine.training.listJobs(test.owner, project, { skip: 0, top: 5 })).map(({ modelName }) => modelName),
    ).toEqual(['m']);
    const moves = await test.movesOf(job.operation.id);
    expect(moves).toEqual(['notStarted', 'running', 'succeeded']);
  });
});

describe('a training that cannot be', () => {
  it.each([
    ['training/too-few-documents', []],
    ['training/too-few-classes', buildTexts(30).map((one) => ({ ...one, labels: ['only'] }))],
  ])('fails with %s', async (code, texts) => {
    const project = await test.addProject('single', texts);
    const { operation } = await test.engine.training.requestTraining(test.owner, project, {
      modelName: 'm',
      ...latest,
    });
    const done = await test.engine.operations.waitUntilFinal(test.owner, operation.id, 10_000);
    expect(done).toMatchObject({ status: 'failed', errors: [{ code }], progress: { training: { status: 'failed' } } });
    await expect(test.engine.models.get(test.owner, project, 'm')).rejects.toMatchObject({ code: 'model/not-found' });
  });

  it('fails when a manual split has no test documents', async () => {
    const project = await test.addProject('single', buildTexts(30));
    const command = { modelName: 'm', ...latest, evaluation: { kind: 'manual' } as const };
    const { operation } = await test.engine.training.requestTraining(test.owner, project, command);
    const done = await test.engine.operations.waitUntilFinal(test.owner, operation.id, 10_000);
    expect(done).toMatchObject({ status: 'failed', errors: [{ code: 'training/no-test-documents' }] });
  });

  it('is refused at once for its name, its right, and an eleventh model', async () => {
    const project = await test.addProject('single', buildTexts(30));
    const request = (modelName: string, role: 'owner' | 'reader' = 'owner') =>
      test.engine.training.requestTraining({ ...test.owner, role }, project, { modelName, ...latest });
    await expect(request('no spaces')).rejects.toMatchObject({ code: 'input/invalid' });
    await expect(request('m', 'reader')).rejects.toMatchObject({ code: 'access/forbidden' });
    for (let i = 0; i < 10; i++) expect(await test.train(project, `m${i}`)).toBe('succeeded');
    await expect(request('m10')).rejects.toMatchObject({
      code: 'model/limit',
      message: `The project "${project}" has 10 models; at most 10 are allowed.`,
    });
    expect(await test.train(project, 'm9')).toBe('succeeded');
  });
});

describe('cancel', () => {
  it('reaches a running fit within a second, and another training may follow', async () => {
    const project = await test.addProject('single', buildSlowTexts(8000));
    const command = { modelName: 'm', ...latest };
    const { operation } = await test.engine.training.requestTraining(test.owner, project, command);
    await expect(test.engine.training.requestTraining(test.owner, project, command)).rejects.toMatchObject({
      code: 'training/already-running',
    });
    await until(
      async () => (await test.engine.training.getJob(test.owner, project, operation.id)).progress.training.percent > 0,
    );
    const asked = performance.now();
    expect((await test.engine.training.cancel(test.owner, project, operation.id)).operation.status).toBe('cancelling');
    const done = await test.engine.operations.waitUntilFinal(test.owner, operation.id, 10_000);
    expect(done?.status).toBe('cancelled');
    expect(done?.progress).toMatchObject({ training: { status: 'cancelled' } });
    // 500 ms between two looks at the row; the rest is for a machine that does other things too.
    expect(performance.now() - asked).toBeLessThan(1500);
    await expect(test.engine.models.get(test.owner, project, 'm')).rejects.toMatchObject({ code: 'model/not-found' });
    await expect(test.engine.training.cancel(test.owner, project, operation.id)).rejects.toMatchObject({
      code: 'operation/not-cancellable',
    });
  });
});
