import { trainSampleProject, trainSampleProjects } from '@taxon/testkit/server/train-sample-projects';
import { useV1 } from '@taxon/testkit/server/use-v1';
import { describe, expect, it } from 'vitest';

const films = { project: 'films', deployment: 'production' };
const support = { project: 'support', deployment: 'production' };

const v1 = useV1(({ server }) => trainSampleProjects(server));

const change = (params: typeof films, settings: object) => v1.ok('changeDeployment', { params, payload: { settings } });
const refused = (params: typeof films, payload: object) => v1.refused('changeDeployment', { params, payload });

async function train(project: string, model: string): Promise<void> {
  const { body } = await v1.ok('train', { params: { project }, payload: { model } });
  await v1.server.work('train', body.id);
}

async function classify(params: typeof films, text: string) {
  const { body } = await v1.ok('classify', { params, payload: { text } });
  const [document] = body.documents;
  if (document === undefined || 'error' in document) throw new Error('refused');
  return { body, document, predicted: document.predicted.map((one) => one.class) };
}

describe('the settings of a deployment', () => {
  it('are the project’s until it has its own, which are read back and taken away again', async () => {
    const none = { confidenceThreshold: null, outOfScope: null, atLeastOne: null, thresholds: {} };
    expect((await v1.ok('getDeployment', { params: films })).body.settings).toEqual(none);
    const first = await change(films, { confidenceThreshold: 0.4, atLeastOne: false, thresholds: { Billing: 0.3 } });
    const expected = { confidenceThreshold: 0.4, outOfScope: null, atLeastOne: false, thresholds: { Billing: 0.3 } };
    expect(first.body).toMatchObject({ name: 'production', model: 'm1', settings: expected });
    const second = await change(films, { confidenceThreshold: null, thresholds: { Login: 0.2 } });
    expect(second.body.settings).toEqual({
      ...expected,
      confidenceThreshold: null,
      thresholds: { Billing: 0.3, Login: 0.2 },
    });
    expect((await v1.ok('getDeployment', { params: films })).body).toEqual(second.body);
    const listed = await v1.ok('listDeployments', { params: { project: 'films' } });
    expect(listed.body.items).toEqual([second.body]);
    const left = await change(films, { atLeastOne: null, thresholds: { Billing: null } });
    expect(left.body.settings).toEqual({ ...none, thresholds: { Login: 0.2 } });
    expect((await change(films, { thresholds: null })).body.settings).toEqual(none);
  });

  it('count for the next answer, and change no score', async () => {
    const text = 'the invoice is wrong and my password is locked';
    const before = await classify(films, text);
    await change(films, { thresholds: { Billing: 0, Login: 0 } });
    const both = await classify(films, text);
    expect(both.predicted.toSorted()).toEqual(['Billing', 'Login']);
    expect(both.document.scores.map(({ threshold }) => threshold)).toEqual([0, 0]);
    await change(films, { thresholds: { Billing: 1, Login: 1 }, atLeastOne: false });
    const none = await classify(films, text);
    expect(none.predicted).toEqual([]);
    const scores = ({ document }: typeof none) => document.scores.map(({ class: name, score }) => ({ name, score }));
    expect([scores(both), scores(none)]).toEqual([scores(before), scores(before)]);
    await change(films, { thresholds: null, atLeastOne: null });
    expect((await classify(films, text)).body).toEqual(before.body);
  });

  it('go before the project’s, and can switch them off', async () => {
    await v1.ok('changeProject', {
      params: { project: 'support' },
      payload: { settings: { outOfScope: 0.6, confidenceThreshold: 0.2 } },
    });
    const foreign = 'quarterly dividend yields of municipal bonds';
    expect((await classify(support, foreign)).body).toMatchObject({ outOfScope: 0.6, confidenceThreshold: 0.2 });
    expect((await classify(support, foreign)).document.abstained).toBe(true);
    await change(support, { outOfScope: 1, confidenceThreshold: 0 });
    const open = await classify(support, foreign);
    expect(open.body).toMatchObject({ outOfScope: null, confidenceThreshold: null });
    expect(open.document.abstained).toBe(false);
    await change(support, { outOfScope: 0.99, confidenceThreshold: 1 });
    const strict = await classify(support, 'my invoice');
    expect(strict.body).toMatchObject({ outOfScope: 0.99, confidenceThreshold: 1 });
    expect(strict.document).toMatchObject({ abstained: true, predicted: [{ class: 'None' }] });
    await change(support, { outOfScope: null, confidenceThreshold: null });
    expect((await classify(support, foreign)).body).toMatchObject({ outOfScope: 0.6, confidenceThreshold: 0.2 });
  });
});

describe('a refused change', () => {
  it.each([
    [films, { outOfScope: 0.9 }, 'settings.outOfScope', /is for single-label projects only, got 0\.9/],
    [support, { atLeastOne: true }, 'settings.atLeastOne', /is for multi-label projects only, got true/],
    [support, { thresholds: { Billing: 0.5 } }, 'settings.thresholds', /is for multi-label projects only/],
    [
      films,
      { thresholds: { Biling: 0.5 } },
      'settings.thresholds',
      /must name classes of the model "m1", got "Biling"/,
    ],
    [films, { thresholds: { Billing: 1.5 } }, 'settings.thresholds.Billing', /must be .*, got 1\.5/],
    [support, { outOfScope: 0.3 }, 'settings.outOfScope', /must be .*, got 0\.3/],
    [films, { confidenceThreshold: '0.5' }, 'settings.confidenceThreshold', /must be .*, got "0\.5"/],
    [films, { treshold: 1 }, 'settings.treshold', /is not known here/],
  ])('%o %o says field, rule and value', async (params, settings, field, message) => {
    const refusal = await refused(params, { settings });
    expect(refusal).toMatchObject({ status: 400, code: 'input/invalid', field });
    expect(refusal.message).toMatch(message);
  });

  it('leaves everything as it was', async () => {
    await change(films, { thresholds: { Billing: 0.3 } });
    await refused(films, { settings: { atLeastOne: true, thresholds: { Billing: 0.4, Nobody: 0.1 } } });
    const { settings } = (await v1.ok('getDeployment', { params: films })).body;
    expect(settings).toMatchObject({ atLeastOne: null, thresholds: { Billing: 0.3 } });
    await change(films, { thresholds: null });
  });

  it('names a deployment or project that is not there, and the key that may not', async () => {
    const payload = { settings: {} };
    const nowhere = { project: 'films', deployment: 'nowhere' };
    expect(await refused(nowhere, payload)).toMatchObject({ status: 404, code: 'deployment/not-found' });
    expect(await refused({ ...films, project: 'no' }, payload)).toMatchObject({
      status: 404,
      code: 'project/not-found',
    });
    expect(await refused(films, {})).toMatchObject({ status: 400, field: 'settings' });
    const { body } = await v1.ok('createKey', { payload: { name: 'writer', role: 'writer' } });
    const headers = { 'ocp-apim-subscription-key': body.secret };
    const asked = await v1.refused('changeDeployment', { params: films, payload, headers });
    expect(asked).toMatchObject({ status: 403, code: 'access/forbidden' });
  });
});

describe('a deployment that is pointed elsewhere', () => {
  /** A project of the test’s own, with the models m1 and m2. */
  async function filmsAs(project: string) {
    await trainSampleProject(v1.server, project, 'multi');
    await train(project, 'm2');
    const at = (deployment: string) => ({ project, deployment });
    return {
      production: at('production'),
      other: at('other'),
      deploy: (deployment: string, payload: object) => v1.ok('deploy', { params: at(deployment), payload }),
      settingsOf: async (deployment: string) =>
        (await v1.ok('getDeployment', { params: at(deployment) })).body.settings,
    };
  }

  it('loses its settings and says so, keeps them when asked, and names classes that are gone', async () => {
    const { production, deploy, settingsOf } = await filmsAs('redeployed');
    const own = { atLeastOne: false, thresholds: { Billing: 0.3, Login: 0.6 } };
    await change(production, own);
    expect((await deploy('production', { model: 'm1' })).body.warnings).toEqual([]);
    const kept = await deploy('production', { model: 'm2', keepSettings: true });
    expect(kept.body.warnings).toEqual([]);
    expect(await settingsOf('production')).toMatchObject(own);

    await v1.ok('removeClass', { params: { project: 'redeployed' }, payload: { name: 'Login' } });
    await train('redeployed', 'm3');
    const dropped = await deploy('production', { model: 'm3', keepSettings: true });
    expect(dropped.body.warnings).toEqual([
      {
        code: 'deployment/threshold-dropped',
        message: 'The model "m3" has no class named "Login": its threshold in the deployment "production" was dropped.',
      },
    ]);
    expect(await settingsOf('production')).toMatchObject({ atLeastOne: false, thresholds: { Billing: 0.3 } });

    const reset = await deploy('production', { model: 'm1' });
    expect(reset.body.warnings).toMatchObject([{ code: 'deployment/settings-reset' }]);
    expect(await settingsOf('production')).toMatchObject({ atLeastOne: null, thresholds: {} });
    expect((await deploy('production', { model: 'm1' })).body.warnings).toEqual([]);
  });

  it('takes them along in a swap', async () => {
    const { production, deploy, settingsOf } = await filmsAs('swapped');
    await deploy('other', { model: 'm2' });
    await change(production, { thresholds: { Login: 0.6 } });
    await v1.ok('swapDeployments', {
      params: { project: 'swapped' },
      payload: { first: 'production', second: 'other' },
    });
    expect([(await settingsOf('production')).thresholds, (await settingsOf('other')).thresholds]).toEqual([
      {},
      { Login: 0.6 },
    ]);
  });

  it('says so in the words of Azure’s door too', async () => {
    const { other, deploy } = await filmsAs('azure');
    await deploy('other', { model: 'm1' });
    await change(other, { thresholds: { Login: 0.6 } });
    const url = '/language/authoring/analyze-text/projects/azure/deployments/other?api-version=2023-04-01';
    const put = await v1.server.call({ method: 'PUT', url, payload: { trainedModelLabel: 'm2' } });
    expect(put.statusCode).toBe(202);
    const { pathname, search } = new URL(String(put.headers['operation-location']));
    const job = await v1.server.call({ method: 'GET', url: pathname + search });
    expect(job.json()).toMatchObject({
      status: 'succeeded',
      warnings: [{ message: expect.stringContaining('deployment "other" were made for the model') }],
    });
  });
});

describe('the history of a deployment', () => {
  it('has every change with who made it and what was asked', async () => {
    await change(support, { confidenceThreshold: 0.6 });
    await change(support, { confidenceThreshold: null });
    const { body } = await v1.ok('listOperations', {
      params: { project: 'support' },
      query: { kind: 'change-deployment', top: '2' },
    });
    expect(body.items).toMatchObject([
      { subject: 'production', actor: 'key:owner', status: 'succeeded', result: { settings: {} } },
      { subject: 'production', actor: 'key:owner', result: { settings: { confidenceThreshold: 0.6 } } },
    ]);
  });
});

describe('a class that is called as an object’s own members are', () => {
  it('has a threshold like any other', async () => {
    const params = { project: 'odd', deployment: 'd' };
    await v1.ok('putProject', { params, payload: { kind: 'multi', language: 'en' } });
    const rows = Array.from({ length: 30 }, (_, i) =>
      JSON.stringify(
        i % 2 ? { text: `red apple ${i}`, labels: ['__proto__'] } : { text: `fast car ${i}`, labels: ['x'] },
      ),
    );
    const headers = { 'content-type': 'application/x-ndjson' };
    const imported = await v1.ok('importRows', { params, payload: rows.join('\n'), headers });
    await v1.server.work('import-rows', imported.body.id);
    await train('odd', 'm');
    await v1.ok('deploy', { params, payload: { model: 'm' } });
    const payload = '{"settings": {"thresholds": {"__proto__": 0, "x": 1}}}';
    const json = { 'content-type': 'application/json' };
    await v1.ok('changeDeployment', { params, payload, headers: json });
    const { settings } = (await v1.ok('getDeployment', { params })).body;
    expect(JSON.stringify(settings.thresholds)).toBe('{"x":1,"__proto__":0}');
    expect((await classify(params, 'a fast car')).predicted).toEqual(['__proto__']);
  });
});
