import { owner } from '@taxon/testkit/engine/test-engine';
import { v1Asker } from '@taxon/testkit/server/ask-v1';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const params = { project: 'p' };
const classify = { project: 'p', deployment: 'd' };

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
  for (const name of ['other', 'p']) {
    await server.engine.projects.createOrChange(owner, name, { kind: 'single', language: 'en' });
  }
});
afterAll(async () => {
  await server.stop();
});
const asker = () => v1Asker(server);

describe('a key that may not do something', () => {
  it('is told so before its parameters and its body are judged', async () => {
    const { body } = await asker().ok('createKey', { payload: { name: 'caller', role: 'predict-only' } });
    const headers = { 'ocp-apim-subscription-key': body.secret };
    const forbidden = { status: 403, code: 'access/forbidden' };
    expect(await asker().refused('listOperations', { params, query: { kind: 'poem' }, headers })).toMatchObject(
      forbidden,
    );
    expect(await asker().refused('train', { params, payload: { modell: 1 }, headers })).toMatchObject(forbidden);
    expect(await asker().refused('train', { params, payload: '{', headers })).toMatchObject(forbidden);
    await asker().ok('revokeKey', { params: { key: 'caller' } });
  });
});

describe('a change', () => {
  it('may be called a merge patch or JSON', async () => {
    for (const type of ['application/merge-patch+json', 'application/json']) {
      const ask = { params, headers: { 'content-type': type }, payload: { description: type } };
      expect((await asker().ok('changeProject', ask)).body.description).toBe(type);
    }
  });
});

describe('refusals name field, rule and value', () => {
  it('of imports that are announced too long, before anything is read', async () => {
    const announced = (type: string, bytes: number) => ({
      params,
      headers: { 'content-type': type, 'content-length': String(bytes) },
      payload: 'text,label\n',
    });
    expect(await asker().refused('importRows', announced('text/csv', 2 * 1024 ** 3 + 1))).toMatchObject({
      status: 413,
      code: 'http/body-too-large',
    });
    expect(await asker().refused('importLabelsFile', announced('application/json', 2 ** 28 + 1))).toMatchObject({
      status: 413,
      code: 'http/body-too-large',
    });
  });

  it('of bodies that are too large, not there, or nothing', async () => {
    const large = { params, payload: { name: 'x'.repeat(1_100_000) } };
    expect(await asker().refused('addClass', large)).toMatchObject({
      status: 413,
      message: 'The body is too large: at most 1048576 bytes are read here.',
    });
    const headers = { 'content-type': 'application/json' };
    expect(await asker().refused('addClass', { params, payload: 'null', headers })).toMatchObject({
      status: 400,
      message: 'Body: must be object, got null.',
    });
    expect(await asker().refused('classify', { params: classify, payload: {} })).toMatchObject({
      field: 'text',
      message: 'Field "text": is required, or "documents" for several, got nothing.',
    });
  });

  it('of bodies', async () => {
    expect(await asker().refused('train', { params, payload: { model: 'm', seed: -1 } })).toMatchObject({
      status: 400,
      code: 'input/invalid',
      field: 'seed',
      message: 'Field "seed": must be >= 0, got -1.',
    });
    expect(await asker().refused('train', { params, payload: { modell: 'm' } })).toMatchObject({ field: 'model' });
    expect(await asker().refused('train', { params, payload: { model: 'm', x: 1 } })).toMatchObject({
      field: 'x',
      message: 'Field "x": is not known here, got 1.',
    });
    const split = { kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 30 };
    expect(await asker().refused('train', { params, payload: { model: 'm', evaluation: split } })).toMatchObject({
      status: 400,
      code: 'training/split-invalid',
      field: 'evaluation.trainingSplitPercentage',
    });
  });

  it('in the words of this door', async () => {
    const asked = [
      ['deploy', { params: { project: 'p', deployment: 'swap' }, payload: { model: 'm' } }, 'deployment'],
      ['putProject', { params: { project: 'global' }, payload: { kind: 'single', language: 'en' } }, 'project'],
      ['putProject', { params, payload: { kind: 'multi', language: 'en' } }, 'kind'],
      ['addClass', { params, payload: { name: 'a\nb' } }, 'name'],
      ['renameClass', { params, payload: { from: 'a', to: 'a\nb' } }, 'to'],
      ['train', { params, payload: { model: 'm', configVersion: '1999-01-01' } }, 'configVersion'],
    ] as const;
    for (const [operation, call, field] of asked) {
      const refused = await asker().refused(operation, call);
      expect(refused).toMatchObject({ field, message: expect.stringContaining(`Field "${field}": `) });
    }
  });

  it('never with a text, and with long values cut', async () => {
    const text = { params: classify, payload: { documents: [{ text: { secret: 'my secret' } }] } };
    const refused = await asker().refused('classify', text);
    expect(refused).toMatchObject({ field: 'documents[0].text' });
    expect(refused.message).not.toContain('secret');
    const long = await asker().refused('changeProject', { params, payload: { multilingual: 'x'.repeat(500) } });
    expect(long.message.length).toBeLessThan(160);
  });

  it('for U+0000 in a name, wherever it stands', async () => {
    const refusals = [
      await asker().refused('getDocument', { params: { ...params, document: 'a\u0000' } }),
      await asker().refused('listDocuments', { params, query: { class: '\u0000' } }),
      await asker().refused('removeClass', { params, payload: { name: 'a\u0000' } }),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 400, code: 'http/bad-request' });
    const authoring = '/language/authoring/analyze-text/projects/a%00/deployments/b?api-version=2023-04-01';
    expect((await server.call({ url: authoring })).statusCode).toBe(400);
    expect(server.logged).toEqual([]);
  });

  it('of parameters, and of JSON that is none by line and column', async () => {
    expect(await asker().refused('listDocuments', { params, query: { top: '0' } })).toMatchObject({
      status: 400,
      field: 'top',
      message: 'Parameter "top": must be >= 1, got 0.',
    });
    const headers = { 'content-type': 'application/json' };
    expect(await asker().refused('train', { params, headers, payload: '{"model":\n}' })).toMatchObject({
      status: 400,
      message: expect.stringContaining('line 2, column 1'),
    });
    expect(await asker().refused('train', { params })).toMatchObject({ status: 400 });
  });

  it('of what is not there', async () => {
    expect(await asker().refused('classify', { params: classify, payload: { text: 't' } })).toMatchObject({
      status: 404,
      code: 'deployment/not-found',
    });
    const operation = '00000000-0000-4000-8000-000000000000';
    expect(await asker().refused('getOperation', { params: { operation } })).toMatchObject({
      status: 404,
      code: 'operation/not-found',
    });
    expect(await asker().refused('getTraining', { params: { ...params, operation } })).toMatchObject({ status: 404 });
  });
});

describe('keys', () => {
  it('are made, shown once, listed and revoked by owners', async () => {
    const payload = { name: 'ci', role: 'predict-only', projects: ['p'] };
    const { body, status } = await asker().ok('createKey', { payload });
    expect(status).toBe(201);
    const headers = { 'ocp-apim-subscription-key': body.secret };
    expect((await asker().ok('getMe', { headers })).body).toEqual({
      name: 'key:ci',
      role: 'predict-only',
      projects: ['p'],
    });
    expect(await asker().refused('createKey', { payload })).toMatchObject({ status: 409, code: 'access/key-exists' });
    const { items } = (await asker().ok('listKeys')).body;
    expect(items.map(({ name }) => name).sort()).toEqual(['ci', 'owner']);
    expect(JSON.stringify(items)).not.toContain(body.secret);
    await asker().ok('revokeKey', { params: { key: 'ci' } });
    expect(await asker().refused('revokeKey', { params: { key: 'owner' } })).toMatchObject({
      status: 409,
      code: 'access/last-owner',
    });
    expect(await asker().refused('getMe', { headers })).toMatchObject({ status: 401, code: 'access/unauthorized' });
    expect(await asker().refused('revokeKey', { params: { key: 'ci' } })).toMatchObject({
      status: 404,
      code: 'access/key-not-found',
    });
  });

  it('may do what their role says, in the projects they are for', async () => {
    const statuses = async (role: string, projects?: string[]) => {
      const payload = {
        name: `${role}-${projects?.length ?? 0}`,
        role,
        ...(projects === undefined ? {} : { projects }),
      };
      const { secret } = (await asker().ok('createKey', { payload })).body;
      const headers = { 'ocp-apim-subscription-key': secret };
      const status = async (id: Parameters<ReturnType<typeof v1Asker>['ok']>[0], ask: object) =>
        await asker()
          .refused(id, { ...ask, headers })
          .then((refusal) => refusal.status);
      return {
        predict: await status('classify', { params: classify, payload: { text: 't' } }),
        read: await status('getModel', { params: { ...params, model: 'none' } }),
        write: await status('setLabels', { params: { ...params, document: 'none' }, payload: { labels: [] } }),
        own: await status('deleteModel', { params: { ...params, model: 'none' } }),
        keys: await status('revokeKey', { params: { key: 'none' } }),
      };
    };
    expect(await statuses('owner')).toEqual({ predict: 404, read: 404, write: 404, own: 404, keys: 404 });
    expect(await statuses('writer')).toEqual({ predict: 404, read: 404, write: 404, own: 403, keys: 403 });
    expect(await statuses('reader')).toEqual({ predict: 404, read: 404, write: 403, own: 403, keys: 403 });
    expect(await statuses('predict-only')).toEqual({ predict: 404, read: 403, write: 403, own: 403, keys: 403 });
    const all = { predict: 403, read: 403, write: 403, own: 403 };
    expect(await statuses('owner', ['other'])).toEqual({ ...all, keys: 404 });
  });

  it('see only the operations and projects they are for', async () => {
    const payload = { name: 'elsewhere', role: 'owner', projects: ['other'] };
    const { secret } = (await asker().ok('createKey', { payload })).body;
    const headers = { 'ocp-apim-subscription-key': secret };
    const { items } = (await asker().ok('listProjects', { headers })).body;
    expect(items.map(({ name }) => name)).toEqual(['other']);
    const csv = { params, payload: 'text,label\nx,a', headers: { 'content-type': 'text/csv' } };
    const { id } = (await asker().ok('importRows', csv)).body;
    expect(await asker().refused('getOperation', { params: { operation: id }, headers })).toMatchObject({
      status: 403,
      code: 'access/forbidden-project',
    });
  });
});
