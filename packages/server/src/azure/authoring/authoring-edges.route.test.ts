import { owner } from '@taxon/testkit/engine/test-engine';
import { authoringAsker, jobOf } from '@taxon/testkit/server/ask-authoring';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const projects = '/language/authoring/analyze-text/projects';
const version = 'api-version=2023-04-01';
let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
  await server.engine.projects.createOrChange(owner, 'p', { kind: 'single', language: 'en' });
});
afterAll(async () => {
  await server.stop();
});
const ask = (...given: Parameters<ReturnType<typeof authoringAsker>>) => authoringAsker(server, '2023-04-01')(...given);
const params = { projectName: 'p' };

describe('api-version', () => {
  it.each(['', 'api-version=2021-11-01-preview', 'api-version=latest', 'api-version=2023-13-45'])(
    'refuses "%s" and names those supported',
    async (query) => {
      const response = await server.call({ method: 'GET', url: `${projects}?${query}` });
      expect(response.statusCode).toBe(400);
      expect(response.json().error.innererror).toMatchObject({
        code: 'InvalidParameterValue',
        message: expect.stringContaining('2022-05-01, 2022-05-15-preview'),
      });
    },
  );

  it('does not serve an operation that the version does not have', async () => {
    expect((await ask('ListExportedModels', { params })).statusCode).toBe(404);
  });
});

describe('both writings of a verb', () => {
  it.each(['/p/:train', '/p:train', '/p/deployments/:swap', '/p/deployments:swap', '/p/:import', '/p:import'])(
    '%s is the same operation',
    async (path) => {
      const response = await server.call({ method: 'POST', url: `${projects}${path}?${version}` });
      expect(response.statusCode).toBe(400);
      expect(response.json().error.innererror.code).toBe('EmptyRequest');
    },
  );

  it('is kept from a job id', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    for (const verb of [':cancel', '/:cancel']) {
      const response = await server.call({ method: 'POST', url: `${projects}/p/train/jobs/${id}${verb}?${version}` });
      expect(response.json().error).toMatchObject({ code: 'OperationNotFound', message: expect.stringContaining(id) });
    }
  });
});

describe('what is not served', () => {
  it('says so in the shape of the door', async () => {
    const response = await ask('Export', { params });
    expect(response.statusCode).toBe(501);
    expect(response.json().error.message).toBe('The endpoint Export is not implemented by this server.');
  });

  it('forbids to assign resources of Azure', async () => {
    const response = await authoringAsker(server, '2023-04-15-preview')('AssignDeploymentResources', { params });
    expect(response.statusCode).toBe(403);
    expect(response.json().error.code).toBe('Forbidden');
  });
});

describe('input', () => {
  it.each([
    ['projectKind', { projectKind: 'CustomEntityRecognition', language: 'en' }],
    ['language', { projectKind: 'CustomSingleLabelClassification', language: 7 }],
    ['settings.confidenceThreshold', { settings: { confidenceThreshold: 2 } }],
    ['projectName', { projectName: 'q' }],
  ])('names the field %s', async (field, payload) => {
    const response = await ask('CreateProject', { params, payload });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.innererror.message).toContain(`"${field}"`);
  });

  it('keeps the kind and the container of a project', async () => {
    const kind = await ask('CreateProject', { params, payload: { projectKind: 'CustomMultiLabelClassification' } });
    expect(kind.statusCode).toBe(409);
    expect(kind.json().error.message).toBe(
      'Field "projectKind": the kind of the project "p" is CustomSingleLabelClassification and cannot change.',
    );
    const container = await ask('CreateProject', { params, payload: { storageInputContainerName: 'another' } });
    expect(container.statusCode).toBe(409);
  });

  it.each(['global', 'a b', 'ä', 'x'.repeat(51)])('refuses a project called "%s"', async (projectName) => {
    const payload = {
      projectKind: 'CustomSingleLabelClassification',
      language: 'en',
      storageInputContainerName: 'c-1',
    };
    const response = await ask('CreateProject', { params: { projectName }, payload });
    expect(response.statusCode).toBe(400);
  });

  it('refuses a deployment called swap and a model that is not trained', async () => {
    const payload = { trainedModelLabel: 'v2' };
    const swap = await ask('DeployProject', { params: { projectName: 'p', deploymentName: 'swap' }, payload });
    expect(swap.statusCode).toBe(400);
    const untrained = await ask('DeployProject', { params: { projectName: 'p', deploymentName: 'd' }, payload });
    expect(untrained.statusCode).toBe(404);
    expect(untrained.json().error).toEqual({
      code: 'NotFound',
      message: 'Model `v2` is not trained. Please train the model first.',
    });
  });

  it('names its own fields, not the engine’s', async () => {
    const train = (payload: object) => ask('Train', { params, payload });
    expect((await train({ modelLabel: 'a b' })).json().error.innererror.message).toMatch(/^Field "modelLabel": /);
    expect(
      (await train({ modelLabel: 'm', trainingConfigVersion: '1999-01-01' })).json().error.innererror.message,
    ).toMatch(/^Field "trainingConfigVersion": /);
    const split = async (evaluationOptions: object) =>
      (await train({ modelLabel: 'm', evaluationOptions })).json().error.innererror.message;
    expect(await split({ kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 30 })).toMatch(
      /^Fields "evaluationOptions.trainingSplitPercentage" and "evaluationOptions.testingSplitPercentage": /,
    );
    expect(await split({ kind: 'manual', testingSplitPercentage: 30 })).toMatch(
      /^Field "evaluationOptions.testingSplitPercentage": only allowed when kind is "percentage"/,
    );
  });

  it('refuses the project file of another format', async () => {
    const headers = { 'content-type': 'application/json', format: 'aml' };
    const response = await ask('Import', { params, payload: '{}', headers });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.innererror.message).toBe('Parameter "format": must be json, got "aml".');
  });

  it('refuses a project file over 256 MB by its announced length', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': String(256 * 1024 * 1024 + 1) };
    const response = await ask('Import', { params, payload: '{}', headers });
    expect(response.statusCode).toBe(413);
  });

  it('fails the import of a file that cannot be read, with a top-level error', async () => {
    const headers = { 'content-type': 'application/json' };
    const { jobId } = jobOf(await ask('Import', { params, payload: '{"metadata": 5}', headers }));
    await server.work('import', jobId);
    const job = (await ask('GetImportStatus', { params: { projectName: 'p', jobId } })).json();
    expect(job).toMatchObject({ status: 'failed', errors: [{ code: 'InvalidArgument' }] });
    expect(job.error).toEqual(job.errors[0]);
  });

  it('refuses at once a project file that is no JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await ask('Import', { params, payload: '{"metadata": ', headers });
    expect(response.statusCode).toBe(400);
    expect(response.json().error.innererror).toMatchObject({
      code: 'InvalidRequestBodyFormat',
      message: expect.stringContaining('line 1, column 14'),
    });
  });

  it('makes no project of a body without its name or its container', async () => {
    const projectName = 'incomplete';
    const payload = {
      projectName,
      projectKind: 'CustomSingleLabelClassification',
      language: 'en',
      storageInputContainerName: '',
    };
    for (const field of ['projectName', 'storageInputContainerName']) {
      for (const value of [undefined, null]) {
        const response = await ask('CreateProject', {
          params: { projectName },
          payload: { ...payload, [field]: value },
        });
        expect([field, value, response.statusCode]).toEqual([field, value, 400]);
        expect(response.body).toContain(`Field \\"${field}\\": `);
      }
    }
    expect((await ask('GetProject', { params: { projectName } })).statusCode).toBe(404);
    expect((await ask('CreateProject', { params: { projectName }, payload })).statusCode).toBe(201);
    const changed = await ask('CreateProject', { params: { projectName }, payload: { description: 'd' } });
    expect(changed.statusCode).toBe(200);
  });
});

describe('rights', () => {
  async function keyOf(role: 'writer' | 'reader' | 'predict-only', projectNames?: readonly string[]) {
    const name = `${role}-${projectNames?.length ?? 'all'}`;
    const asked = projectNames === undefined ? { name, role } : { name, role, projects: projectNames };
    const { secret } = await server.engine.access.createKey(owner, asked);
    return { 'ocp-apim-subscription-key': secret };
  }

  it('lets writers author but not deploy or delete, readers look, predict-only keys nothing', async () => {
    const [writer, reader, predict] = await Promise.all([keyOf('writer'), keyOf('reader'), keyOf('predict-only')]);
    const at = { projectName: 'p', deploymentName: 'd' };
    const status = async (headers: Record<string, string>) => ({
      read: (await ask('GetProject', { params, headers })).statusCode,
      write: (await ask('CreateProject', { params, headers, payload: {} })).statusCode,
      deploy: (await ask('DeployProject', { params: at, headers, payload: { trainedModelLabel: 'v2' } })).statusCode,
      delete: (await ask('DeleteTrainedModel', { params: { projectName: 'p', trainedModelLabel: 'v2' }, headers }))
        .statusCode,
    });
    expect(await status(writer)).toEqual({ read: 200, write: 200, deploy: 403, delete: 403 });
    expect(await status(reader)).toEqual({ read: 200, write: 403, deploy: 403, delete: 403 });
    expect(await status(predict)).toEqual({ read: 403, write: 403, deploy: 403, delete: 403 });
  });

  it('shows a key made for some projects only those', async () => {
    await server.engine.projects.createOrChange(owner, 'other', { kind: 'multi', language: 'en' });
    const headers = await keyOf('reader', ['other']);
    const list = (await ask('ListProjects', { headers })).json();
    expect(list.value.map(({ projectName }: { projectName: string }) => projectName)).toEqual(['other']);
    expect((await ask('GetProject', { params, headers })).json().error.code).toBe('Forbidden');
  });
});

describe('catalogues', () => {
  it('lists 95 languages and the training configurations', async () => {
    const { value } = (await ask('GetSupportedLanguages')).json();
    expect(value).toHaveLength(95);
    expect(value).toContainEqual({ languageName: 'German', languageCode: 'de' });
    const query = { projectKind: 'CustomSingleLabelClassification' };
    expect((await ask('ListTrainingConfigVersions', { query })).json()).toEqual({
      value: [{ trainingConfigVersion: '2022-05-01', modelExpirationDate: '2099-12-31' }],
      nextLink: null,
    });
  });
});
