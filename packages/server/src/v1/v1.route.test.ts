import { v1Asker } from '@taxon/testkit/server/ask-v1';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
});
afterAll(async () => {
  await server.stop();
});
const ok = (...given: Parameters<ReturnType<typeof v1Asker>['ok']>) => v1Asker(server).ok(...given);
const asker = () => v1Asker(server);

const params = { project: 'tickets' };
const sentence = (label: string, index: number) =>
  label === 'Billing' ? `invoice refund payment number ${index}` : `password login account number ${index}`;

/** 24 rows in the two formats; the third class has a name that no object may inherit. */
function csvRows(): string {
  const rows = Array.from({ length: 24 }, (_unused, index) => {
    const label = index % 2 === 0 ? 'Billing' : '__proto__';
    return `row-${index},"${sentence(label, index)}",${label},en,${index < 18 ? 'train' : 'test'}`;
  });
  return ['id,text,label,language,dataset', ...rows].join('\n');
}

describe('projects and classes', () => {
  it('creates with PUT, changes with PATCH, lists and pages', async () => {
    const created = await ok('putProject', { params, payload: { kind: 'single', language: 'en' } });
    expect(created.status).toBe(201);
    const again = await ok('putProject', { params, payload: { kind: 'single', language: 'en', description: 'd' } });
    expect(again.status).toBe(200);
    const settings = { confidenceThreshold: 0.2 };
    const changed = await asker().ok('changeProject', { params, payload: { settings } });
    expect(changed.body).toMatchObject({ description: 'd', settings });
    await ok('putProject', { params: { project: 'films' }, payload: { kind: 'multi', language: 'de' } });
    const first = await asker().ok('listProjects', { query: { top: '1' } });
    expect(first.body.items.map(({ name }) => name)).toEqual(['films']);
    expect(first.body.nextLink).toBe('https://taxon.example/v1/projects?top=1&skip=1');
    const rest = await asker().ok('listProjects', { query: { top: '1', skip: '1' } });
    expect(rest.body).toMatchObject({ items: [{ name: 'tickets' }], nextLink: null });
  });

  it('keeps classes by name in bodies, never in paths', async () => {
    const name = 'a/b: what? #1';
    await ok('addClass', { params, payload: { name } });
    expect(await asker().refused('addClass', { params, payload: { name } })).toMatchObject({
      status: 409,
      code: 'class/exists',
    });
    await ok('renameClass', { params, payload: { from: name, to: 'constructor' } });
    expect((await asker().ok('listClasses', { params })).body.items).toEqual([{ name: 'constructor', documents: 0 }]);
    await ok('removeClass', { params, payload: { name: 'constructor' } });
    expect(await asker().refused('removeClass', { params, payload: { name } })).toMatchObject({
      status: 404,
      code: 'class/not-found',
    });
  });
});

describe('documents', () => {
  const document = 'inbox/2026: what?.txt';

  it('puts, gets, labels, and deletes documents of any name', async () => {
    const at = { ...params, document };
    const put = await asker().ok('putDocument', { params: at, payload: { text: 'My invoice', labels: ['Billing'] } });
    expect(put.body).toMatchObject({
      name: document,
      text: 'My invoice',
      language: null,
      dataset: null,
      labels: [{ class: 'Billing', actor: 'key:owner' }],
    });
    expect((await asker().ok('getDocument', { params: at })).body).toEqual(put.body);
    const labelled = await asker().ok('setLabels', { params: at, payload: { labels: [], dataset: 'test' } });
    expect(labelled.body).toMatchObject({ labels: [], dataset: 'test' });
    const unknown = { params: at, payload: { labels: ['Nobody'] } };
    expect(await asker().refused('setLabels', unknown)).toMatchObject({ status: 404, code: 'class/not-found' });
    await ok('deleteDocument', { params: at });
    expect(await asker().refused('getDocument', { params: at })).toMatchObject({
      status: 404,
      code: 'document/not-found',
    });
  });

  it('takes a document longer than other bodies may be', async () => {
    const at = { ...params, document: 'long' };
    await ok('putDocument', { params: at, payload: { text: '\u{1F600}'.repeat(128_000) } });
    const refused = await asker().refused('putDocument', { params: at, payload: { text: 'x'.repeat(128_001) } });
    expect(refused.status).toBe(400);
    expect(refused.message).not.toContain('xxx');
    await ok('deleteDocument', { params: at });
  });
});

describe('imports', () => {
  const importRows = async (contentType: string, payload: string) => {
    const { body, headers } = await asker().ok('importRows', {
      params,
      payload,
      headers: { 'content-type': contentType },
    });
    expect(headers['operation-location']).toBe(`https://taxon.example/v1/operations/${body.id}`);
    await server.work('import-rows', body.id);
    return (await asker().ok('getOperation', { params: { operation: body.id }, query: { wait: '5' } })).body;
  };

  it('adds rows of a CSV file', async () => {
    const operation = await importRows('text/csv; charset=utf-8', csvRows());
    expect(operation).toMatchObject({ status: 'succeeded', result: { rows: 24, imported: 24, failed: 0 }, errors: [] });
    const filtered = await asker().ok('listDocuments', {
      params,
      query: { class: '__proto__', dataset: 'test', labelled: 'true', top: '2' },
    });
    expect(filtered.body.total).toBe(3);
    expect(filtered.body.items).toHaveLength(2);
    expect(new URL(filtered.body.nextLink ?? '').searchParams.get('class')).toBe('__proto__');
  });

  it('adds rows of JSON lines; a bad row is named by number and does not stop the others', async () => {
    const lines = [
      '{"id":"l1","text":"refund the invoice","label":"Billing"}',
      '{"id":"l2"}',
      '{"id":"l3","text":"x"}',
    ];
    const operation = await importRows('application/x-ndjson', lines.join('\n'));
    expect(operation.result).toMatchObject({ rows: 3, imported: 2, failed: 1 });
    expect(operation.errors[0]?.code).toBe('import/row-invalid');
    expect(operation.errors[0]?.message).toContain('Row 2');
    expect((await asker().ok('listDocuments', { params, query: { labelled: 'false' } })).body.total).toBe(1);
  });

  it('refuses other media types and unknown projects', async () => {
    const xml = { params, payload: '<a/>', headers: { 'content-type': 'application/xml' } };
    expect(await asker().refused('importRows', xml)).toMatchObject({
      status: 415,
      message: expect.stringContaining('text/csv, application/x-ndjson'),
    });
    const csv = { params: { project: 'nowhere' }, payload: csvRows(), headers: { 'content-type': 'text/csv' } };
    expect(await asker().refused('importRows', csv)).toMatchObject({ status: 404, code: 'project/not-found' });
  });

  it('fails a labels file that cannot be read', async () => {
    const headers = { 'content-type': 'application/json' };
    const ask = { params: { project: 'films' }, payload: '{"metadata": [', headers };
    const { body } = await asker().ok('importLabelsFile', ask);
    await server.work('import', body.id);
    const operation = (await asker().ok('getOperation', { params: { operation: body.id } })).body;
    expect(operation).toMatchObject({ kind: 'import', status: 'failed' });
    expect(operation.errors.length).toBeGreaterThan(0);
    const list = await asker().ok('listOperations', { params: { project: 'films' }, query: { kind: 'import' } });
    expect(list.body).toEqual({ items: [operation], nextLink: null });
    const all = await asker().ok('listOperations', { params: { project: 'films' } });
    expect(all.body.items).toContainEqual(operation);
  });
});

describe('training, models, deployments', () => {
  const model = { ...params, model: 'm1' };
  const production = { ...params, deployment: 'production' };

  it('trains', async () => {
    const payload = { model: 'm1', evaluation: { kind: 'manual' }, seed: 7 };
    const { body } = await asker().ok('train', { params, payload });
    expect(body).toMatchObject({ kind: 'train', model: 'm1', configVersion: '2022-05-01', status: 'notStarted' });
    expect(await asker().refused('train', { params, payload })).toMatchObject({
      status: 409,
      code: 'training/already-running',
    });
    await server.work('train', body.id);
    const at = { ...params, operation: body.id };
    const done = await asker().ok('getTraining', { params: at, query: { wait: '1' } });
    expect(done.body).toMatchObject({ status: 'succeeded', progress: { training: { percent: 100 } } });
    expect((await asker().ok('listTrainings', { params })).body.items).toEqual([done.body]);
    expect(await asker().refused('cancelTraining', { params: at })).toMatchObject({
      status: 409,
      code: 'operation/not-cancellable',
    });
  });

  it('cancels a training that has not begun', async () => {
    const { body } = await asker().ok('train', { params, payload: { model: 'm2' } });
    const at = { ...params, operation: body.id };
    expect((await asker().ok('cancelTraining', { params: at })).body.status).toBe('cancelled');
  });

  it('answers the model, its metrics, and what became of each test document', async () => {
    const { body } = await asker().ok('getModel', { params: model });
    expect(body).toMatchObject({ name: 'm1', kind: 'single', seed: 7 });
    expect((await asker().ok('listModels', { params })).body.items).toEqual([body]);
    const evaluation = (await asker().ok('getEvaluation', { params: model })).body;
    expect(evaluation.classes.map(({ name }) => name).sort()).toEqual(['Billing', '__proto__']);
    expect(evaluation.counts).toMatchObject({ tested: 6 });
    const documents = (await asker().ok('listEvaluatedDocuments', { params: model, query: { top: '4' } })).body;
    expect(documents).toMatchObject({ total: 6, nextLink: expect.stringContaining('skip=4') });
    expect(documents.items).toHaveLength(4);
  });

  it('deploys, swaps and answers', async () => {
    expect(await asker().refused('deploy', { params: production, payload: { model: 'none' } })).toMatchObject({
      status: 404,
      code: 'model/not-trained',
      message: 'There is no model "none" in this project. Train one of that name first.',
    });
    for (const deployment of ['production', 'staging']) {
      const { body } = await asker().ok('deploy', { params: { ...params, deployment }, payload: { model: 'm1' } });
      expect(body).toMatchObject({ kind: 'deploy', subject: deployment, status: 'succeeded' });
    }
    await ok('swapDeployments', { params, payload: { first: 'production', second: 'staging' } });
    expect((await asker().ok('getDeployment', { params: production })).body.model).toBe('m1');
    expect((await asker().ok('listDeployments', { params })).body.items).toHaveLength(2);
    expect(await asker().refused('deleteModel', { params: model })).toMatchObject({
      status: 409,
      code: 'model/deployed',
      message: expect.stringContaining('production'),
    });
  });

  it('classifies at once: all classes with scores, bad documents beside good ones', async () => {
    const short = await asker().ok('classify', { params: production, payload: { text: 'refund my invoice payment' } });
    expect(short.body).toMatchObject({ model: 'm1', kind: 'single' });
    const [document] = short.body.documents;
    if (document === undefined || !('scores' in document)) throw new Error('the text was refused');
    expect(document.predicted[0]?.class).toBe('Billing');
    expect(document.scores.map(({ class: name }) => name).sort()).toEqual(['Billing', '__proto__']);
    expect(document.scores.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 4);
    const documents = [{ id: 'a', text: 'password login account' }, { id: 'b', text: '' }, { text: 'refund' }];
    const several = (await asker().ok('classify', { params: production, payload: { documents } })).body.documents;
    expect(several.map(({ id }) => id)).toEqual(['a', 'b', '2']);
    expect(several[1]).toEqual({
      id: 'b',
      error: { code: 'prediction/document-empty', message: 'Document text is empty.' },
    });
  });

  it('deletes deployment, model and project', async () => {
    for (const deployment of ['production', 'staging']) {
      await ok('deleteDeployment', { params: { ...params, deployment } });
    }
    await ok('deleteModel', { params: model });
    expect(await asker().refused('getEvaluation', { params: model })).toMatchObject({
      status: 404,
      code: 'model/not-found',
    });
    const { body } = await asker().ok('deleteProject', { params });
    expect((await asker().refused('getProject', { params })).code).toBe('project/not-found');
    await server.work('delete-project', body.id);
    const ended = await asker().ok('getOperation', { params: { operation: body.id } });
    expect(ended.body.status).toBe('succeeded');
  });
});
