import { useV1, type V1Door } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const words = {
  single: {
    Billing: 'invoice refund payment charged',
    Login: 'password account locked sign',
    Shipping: 'parcel late courier',
  },
  multi: { Price: 'expensive cost bill', Staff: 'friendly waiter service' },
};

function rows(kind: 'single' | 'multi'): string {
  const classes = Object.entries(words[kind]);
  return Array.from({ length: 150 }, (_, i) => {
    const [label, text] = classes[i % classes.length] ?? ['', ''];
    const [other, otherText] = classes[(i + 1) % classes.length] ?? ['', ''];
    const both = kind === 'multi' && i % 5 === 0;
    return JSON.stringify({
      text: `${both ? `${text} and ${otherText}` : text} number ${i}`,
      ...(kind === 'multi' ? { labels: both ? [label, other] : [label] } : { label }),
    });
  }).join('\n');
}

async function build(v1: V1Door, project: 'single' | 'multi', training: object): Promise<void> {
  await v1.ok('putProject', { params: { project }, payload: { kind: project, language: 'en' } });
  const headers = { 'content-type': 'application/x-ndjson' };
  const imported = await v1.ok('importRows', { params: { project }, payload: rows(project), headers });
  await v1.server.work('import-rows', imported.body.id);
  const { body } = await v1.ok('train', { params: { project }, payload: { model: 'm', ...training } });
  await v1.server.work('train', body.id);
  const trained = await v1.ok('getTraining', { params: { project, operation: body.id } });
  expect(trained.body).toMatchObject({ status: 'succeeded', progress: { training: { percent: 100 } } });
}

const v1 = useV1(async (door) => {
  await build(door, 'single', { seed: 7, search: 'auto' });
  await build(door, 'multi', {});
});

const single = { params: { project: 'single', model: 'm' } };
const multi = { params: { project: 'multi', model: 'm' } };

describe('the report of a model', () => {
  it('says what it was made with, and why', async () => {
    const { body } = await v1.ok('getModelReport', single);
    expect(body).toMatchObject({ model: 'm', kind: 'single', seed: 7, documents: 120, truncatedDocuments: 0 });
    expect(body.classes).toEqual(['Billing', 'Login', 'Shipping'].map((name) => ({ name, documents: 40 })));
    expect(body.encoder?.id).toMatch(/^static-en-144:/);
    expect(body.encoder?.evidence?.standardError).toBeGreaterThanOrEqual(0);
    expect(body.crossValidation).toMatchObject({ documents: 120 });
    expect(body.copies).toMatchObject({ texts: 120, contradictingTexts: 0, contradictingDocuments: 0 });
    expect(body.settings.copies).toBe('every');
    expect(body.test).toMatchObject({
      measuredOn: 'test',
      documents: 30,
      copiesAcrossSplit: { documents: { count: 0, names: [] }, without: null },
      leftOut: { unlabelled: { count: 0 } },
    });
    expect(body.crossValidation?.intervals.microF1.high).toBeGreaterThan(0.9);
  });

  it('names every setting that a search tried, the default first', async () => {
    const { search } = (await v1.ok('getModelReport', single)).body;
    expect(search?.length).toBeGreaterThan(3);
    expect(search?.[0]).toMatchObject({ moreMistakes: 0 });
    expect((await v1.ok('getModelReport', multi)).body.search).toBeNull();
  });
});

describe('the calibration of a model', () => {
  it('counts each test document once, and each class over all of them', async () => {
    const { test } = (await v1.ok('getModelCalibration', single)).body;
    const sum = (bins: readonly { count: number }[] = []) => bins.reduce((total, { count }) => total + count, 0);
    expect([test?.documents, sum(test?.overall.bins), sum(test?.classes[2]?.bins)]).toEqual([30, 30, 30]);
    expect(test?.classes.map(({ name }) => name)).toEqual(['Billing', 'Login', 'Shipping']);
    for (const { from, to, confidence } of test?.overall.bins ?? []) {
      expect(confidence).toBeGreaterThanOrEqual(from);
      expect(confidence).toBeLessThanOrEqual(to);
    }
  });

  it('counts every pair of document and class of a multi-label model', async () => {
    const { body } = await v1.ok('getModelCalibration', multi);
    expect(body.calibration).toMatchObject({ method: 'platt', classes: [{ name: 'Price' }, { name: 'Staff' }] });
    expect(body.test?.overall.bins.reduce((total, { count }) => total + count, 0)).toBe(
      2 * (body.test?.documents ?? 0),
    );
    expect((body.crossValidation?.documents ?? 0) + (body.test?.documents ?? 0)).toBe(150);
  });
});

describe('the thresholds of a model', () => {
  it('are the tuned ones of a multi-label model', async () => {
    const { body } = await v1.ok('getModelThresholds', multi);
    expect(body).toMatchObject({ atLeastOne: true, outOfScope: [] });
    for (const { threshold } of body.classes) expect(threshold).toBeGreaterThan(0);
  });

  it('are a table of the out-of-scope decision for a single-label model', async () => {
    const { body } = await v1.ok('getModelThresholds', single);
    expect(body.classes.map(({ threshold }) => threshold)).toEqual([null, null, null]);
    expect(body.outOfScope.map(({ share, documents }) => [share, documents])).toEqual([
      [0.99, 30],
      [0.95, 30],
      [0.9, 30],
    ]);
    const thresholds = body.outOfScope.map(({ threshold }) => threshold ?? Number.NaN);
    expect(thresholds).toEqual(thresholds.toSorted((a, b) => a - b));
  });
});

describe('the model card', () => {
  const read = (accept: string, model = 'm') =>
    v1.server.call({ method: 'GET', url: `/v1/projects/single/models/${model}/card`, headers: { accept } });

  it('is there as JSON and as Markdown', async () => {
    const { body } = await v1.ok('getModelCard', single);
    expect(body).toMatchObject({ report: { model: 'm' }, thresholds: { kind: 'single' } });
    expect(body.limits.length).toBeGreaterThan(1);
    const card = await read('text/markdown');
    expect(card.headers).toMatchObject({ 'content-type': 'text/markdown; charset=utf-8', vary: 'accept' });
    expect(card.body).toMatch(/^# Model card\n/);
    expect(card.body).toContain(body.report.dataDigest);
  });

  it('is JSON for who has no preference, and Markdown for who likes it better', async () => {
    for (const accept of ['*/*', 'text/html, */*;q=0.8', 'application/json', 'application/json, text/markdown;q=0.9']) {
      const { headers, body } = await read(accept);
      expect(headers).toMatchObject({ 'content-type': expect.stringMatching(/^application\/json/), vary: 'accept' });
      expect(JSON.parse(body)).toMatchObject({ report: { model: 'm' } });
    }
    expect((await read('application/json;q=0.5, text/markdown')).body).toMatch(/^# Model card/);
  });

  it('is refused in JSON whatever was asked for', async () => {
    const refused = await read('text/markdown', 'nobody');
    expect(refused.headers['content-type']).toMatch(/^application\/json/);
    expect([refused.statusCode, refused.json().error.code]).toEqual([404, 'model/not-found']);
    const suffix = await v1.server.call({ method: 'GET', url: '/v1/projects/single/models/m/card.md' });
    expect(suffix.statusCode).toBe(404);
  });

  it('is described in the OpenAPI document in both forms', async () => {
    const { paths } = (await v1.server.call({ method: 'GET', url: '/openapi.json' })).json();
    const answer = paths['/v1/projects/{project}/models/{model}/card'].get.responses['200'];
    expect(answer.content).toEqual({
      'application/json': { schema: { $ref: '#/components/schemas/ModelCard' } },
      'text/markdown': { schema: { type: 'string' } },
    });
  });
});

describe('the evaluation of a model', () => {
  it('has intervals, readings and advice', async () => {
    const { body } = await v1.ok('getEvaluation', single);
    expect(body.intervals?.microF1.low).toBeLessThanOrEqual(body.microF1 ?? Number.NaN);
    expect(body.intervals?.microF1.high).toBeGreaterThanOrEqual(body.microF1 ?? Number.NaN);
    expect(body.expectedCalibrationError).toBeLessThan(0.5);
    expect(new Set(body.classes.map(({ reading }) => reading))).toEqual(new Set(['good']));
    expect(body.guidance).toEqual([]);
    expect(body).toMatchObject({
      measuredOn: 'test',
      leftOut: { assignedToTest: { count: 0, names: [] }, unlabelled: { count: 0 } },
      copiesAcrossSplit: { documents: { count: 0 }, without: null },
    });
  });

  it('says which classes the scores of documents belong to', async () => {
    const { body } = await v1.ok('listEvaluatedDocuments', { ...single, query: { top: '3' } });
    expect(body.classes).toEqual(['Billing', 'Login', 'Shipping']);
    for (const { predicted, scores } of body.items) {
      expect(predicted).toEqual([body.classes[scores.indexOf(Math.max(...scores))]]);
    }
  });
});
