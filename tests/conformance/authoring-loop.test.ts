// Import, training, evaluation and deployment at the authoring door, by raw HTTP. Each answer is also checked against
// the vendor's own description, where that lies beside the repository.

import { copyExample, type LabelsFile, type WrittenProject } from '@taxon/testkit/data/labels-file';
import { AuthoringDriver, type JobState } from '@taxon/testkit/drivers/authoring-driver';
import { type Answer, call } from '@taxon/testkit/drivers/raw-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenApiJudge, readOpenApi, sharedContractAvailable } from '../support/openapi-judge.ts';
import { providedTaxon } from '../support/provided-taxon.ts';

const taxon = providedTaxon();
const versions = ['2022-05-01', '2023-04-01'] as const;
const root = '/authoring/analyze-text/projects';

const examples = {
  single: { example: 'support-tickets', evaluation: 'customSingleLabelClassificationEvaluation' },
  multi: { example: 'film-notes', evaluation: 'customMultiLabelClassificationEvaluation' },
} as const;

describe.each(versions)('authoring %s', (version) => {
  const authoring = new AuthoringDriver(taxon, version);
  let judge: OpenApiJudge | undefined;

  beforeAll(async () => {
    if (sharedContractAvailable) judge = await readOpenApi(`authoring-${version}/analyzetext-authoring.json`);
  });

  /** Checks an answer against the vendor's description, and answers its body. */
  function judged(method: string, path: string, answer: Answer): Record<string, unknown> {
    expect(judge?.judge(method, `${root}${path}`, answer.status, answer.body) ?? []).toEqual([]);
    return answer.body as Record<string, unknown>;
  }

  async function judgedJob(path: string, location: string): Promise<JobState> {
    const expected = `${taxon.url}/language${root}`;
    expect(location.startsWith(expected)).toBe(true);
    expect(new URL(location).searchParams.get('api-version')).toBe(version);
    const job = await authoring.waitUntilFinal(location);
    judged('GET', path, await call(taxon, location));
    return job;
  }

  it.skipIf(!sharedContractAvailable)('is judged by the vendor’s description, which refuses a wrong answer', () => {
    expect(judge?.judge('GET', root, 200, { value: [{ projectName: 1 }] })).not.toEqual([]);
  });

  describe.each(['single', 'multi'] as const)('%s-label project', (kind) => {
    const project = `loop-${kind}-${version}`;
    const { example, evaluation } = examples[kind];
    let written: WrittenProject;

    beforeAll(async () => {
      written = await copyExample(taxon.dataDirectory, example, project);
    });

    afterAll(async () => {
      await authoring.accept('DELETE', `/${project}`);
    });

    it('PATCH creates (201), then updates (200); any letter case of the kind', async () => {
      const { projectKind, ...metadata } = written.file.metadata;
      const lower = `${projectKind.slice(0, 1).toLowerCase()}${projectKind.slice(1)}`;
      const type = { 'content-type': 'application/merge-patch+json' };
      const created = await authoring.request('PATCH', `/${project}`, { ...metadata, projectKind: lower }, '', type);
      expect(created.status).toBe(201);
      expect(judged('PATCH', '/{projectName}', created)).toMatchObject({ projectName: project, projectKind });
      const changed = { ...metadata, projectKind, description: 'changed' };
      const updated = await authoring.request('PATCH', `/${project}`, changed, '', type);
      expect(updated.status).toBe(200);
      expect(judged('PATCH', '/{projectName}', updated)).toMatchObject({ description: 'changed' });
    });

    it('GET and list show it', async () => {
      const one = judged('GET', '/{projectName}', await authoring.request('GET', `/${project}`));
      expect(one).toMatchObject({
        projectName: project,
        storageInputContainerName: written.file.metadata.storageInputContainerName,
        createdDateTime: expect.stringMatching(/Z$/),
        lastModifiedDateTime: expect.stringMatching(/Z$/),
      });
      const list = judged('GET', '', await authoring.request('GET', ''));
      const names = (list.value as { projectName: string }[]).map(({ projectName }) => projectName);
      expect(names).toContain(project);
    });

    it(':import takes the labels file', async () => {
      const location = await authoring.accept('POST', `/${project}/:import`, written.file);
      const job = await judgedJob('/{projectName}/import/jobs/{jobId}', location);
      expect(job).toMatchObject({ status: 'succeeded' });
      expect(location).toContain(`/${project}/import/jobs/${job.jobId}`);
    });

    it(':train trains and evaluates; progress in the documented shape', async () => {
      const location = await authoring.requestTraining(project, 'model', {
        kind: 'percentage',
        trainingSplitPercentage: 80,
        testingSplitPercentage: 20,
      });
      const running = judged('GET', '/{projectName}/train/jobs/{jobId}', await call(taxon, location));
      expect(running.result).toMatchObject({
        modelLabel: 'model',
        trainingConfigVersion: '2022-05-01',
        trainingStatus: { percentComplete: expect.any(Number), status: expect.any(String) },
      });
      const job = await judgedJob('/{projectName}/train/jobs/{jobId}', location);
      expect(job).toMatchObject({
        status: 'succeeded',
        result: {
          trainingStatus: { percentComplete: 100, status: 'succeeded' },
          evaluationStatus: { percentComplete: 100, status: 'succeeded' },
        },
      });
      const list = judged('GET', '/{projectName}/train/jobs', await authoring.request('GET', `/${project}/train/jobs`));
      expect((list.value as JobState[]).map(({ jobId }) => jobId)).toEqual([job.jobId]);
    });

    it('models: one, listed and got', async () => {
      const list = judged('GET', '/{projectName}/models', await authoring.request('GET', `/${project}/models`));
      expect(list.value).toHaveLength(1);
      const path = '/{projectName}/models/{trainedModelLabel}';
      const model = judged('GET', path, await authoring.request('GET', `/${project}/models/model`));
      expect(model).toMatchObject({ label: 'model', modelTrainingConfigVersion: '2022-05-01' });
      expect('hasSnapshot' in model).toBe(version !== '2022-05-01');
    });

    it('evaluation: a summary and results that agree', async () => {
      const summary = judged(
        'GET',
        '/{projectName}/models/{trainedModelLabel}/evaluation/summary-result',
        await authoring.request('GET', `/${project}/models/model/evaluation/summary-result`),
      );
      expect(summary).toMatchObject({
        projectKind: written.file.metadata.projectKind,
        evaluationOptions: { kind: 'percentage', trainingSplitPercentage: 80, testingSplitPercentage: 20 },
      });
      const metrics = summary[evaluation] as Record<string, unknown>;
      expect('confusionMatrix' in metrics).toBe(kind === 'single');
      const results = await authoring.request(
        'GET',
        `/${project}/models/model/evaluation/result`,
        undefined,
        'stringIndexType=Utf16CodeUnit',
      );
      judged('GET', '/{projectName}/models/{trainedModelLabel}/evaluation/result', results);
      const documents = await authoring.evaluatedDocuments(project, 'model');
      const query = 'stringIndexType=Utf16CodeUnit&maxpagesize=5&skip=3';
      const page = await authoring.request('GET', `/${project}/models/model/evaluation/result`, undefined, query);
      const { value, nextLink } = page.body as { value: { location: string }[]; nextLink: string };
      expect(value.map(({ location }) => location)).toEqual(documents.slice(3, 8).map(({ location }) => location));
      expect(nextLink.startsWith(`${taxon.url}/language${root}/${project}/`)).toBe(true);
      const next = (await call(taxon, nextLink)).body as { value: { location: string }[] };
      expect(next.value[0]?.location).toBe(documents[8]?.location);
      const classes = Object.values(metrics.classes as Record<string, Record<string, number>>);
      const labels = documents.reduce((total, document) => total + document.expected.length, 0);
      const supported = classes.map((one) => (one.truePositiveCount ?? 0) + (one.falseNegativeCount ?? 0));
      expect(supported.reduce((total, count) => total + count, 0)).toBe(labels);
    });

    it('PUT deploys; GET and list show the deployment', async () => {
      const path = '/{projectName}/deployments/{deploymentName}';
      const location = await authoring.accept('PUT', `/${project}/deployments/first`, { trainedModelLabel: 'model' });
      expect(await judgedJob(`${path}/jobs/{jobId}`, location)).toMatchObject({ status: 'succeeded' });
      const one = judged('GET', path, await authoring.request('GET', `/${project}/deployments/first`));
      expect(one).toMatchObject({ deploymentName: 'first', modelTrainingConfigVersion: '2022-05-01' });
      const list = await authoring.request('GET', `/${project}/deployments`);
      expect(judged('GET', '/{projectName}/deployments', list).value).toHaveLength(1);
    });

    it('a deployed model cannot be deleted; an undeployed one can, with 204', async () => {
      const model = `/${project}/models/model`;
      const refused = await authoring.request('DELETE', model);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ error: { code: 'Conflict', message: expect.stringContaining('first') } });
      const deployment = '/{projectName}/deployments/{deploymentName}';
      const location = await authoring.accept('DELETE', `/${project}/deployments/first`);
      expect(await judgedJob(`${deployment}/jobs/{jobId}`, location)).toMatchObject({ status: 'succeeded' });
      expect((await authoring.request('GET', `/${project}/deployments/first`)).status).toBe(404);
      expect((await authoring.request('DELETE', model)).status).toBe(204);
      expect((await authoring.request('GET', model)).status).toBe(404);
    });

    it('DELETE is a job; the project is gone at once', async () => {
      const other = `${project}-gone`;
      const file: LabelsFile = { ...written.file, metadata: { ...written.file.metadata, projectName: other } };
      await authoring.importProject(other, file);
      const location = await authoring.accept('DELETE', `/${other}`);
      expect((await authoring.request('GET', `/${other}`)).status).toBe(404);
      expect(await judgedJob('/global/deletion-jobs/{jobId}', location)).toMatchObject({ status: 'succeeded' });
    });
  });

  it('says in the contract’s words what does not exist', async () => {
    const missing = await authoring.request('GET', '/nowhere');
    expect(missing.status).toBe(404);
    expect(judged('GET', '/{projectName}', missing)).toMatchObject({ error: { code: 'ProjectNotFound' } });
    const deploy = await authoring.request('PUT', '/support/deployments/other', { trainedModelLabel: 'never-trained' });
    expect(deploy.status).toBe(404);
    expect(deploy.body).toMatchObject({
      error: { code: 'NotFound', message: expect.stringContaining('never-trained') },
    });
  });

  it('refuses reserved and malformed names with 400', async () => {
    for (const name of ['global', 'a b', 'x'.repeat(51)]) {
      const metadata = {
        projectName: name,
        language: 'en',
        projectKind: 'CustomSingleLabelClassification',
        storageInputContainerName: 'c',
      };
      const answer = await authoring.request('PATCH', `/${encodeURIComponent(name)}`, metadata);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } });
    }
  });

  it('a wrong key gets the recorded 401', async () => {
    const stranger = new AuthoringDriver({ url: taxon.url, key: 'wrong-key-0123456789abcdef01234567890' }, version);
    const answer = await stranger.request('GET', '');
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ error: { code: '401' } });
  });

  it('one training a project: the second is a conflict; cancel ends the first', async () => {
    const project = `cancel-${version}`;
    const { file } = await copyExample(taxon.dataDirectory, 'film-notes', project);
    await authoring.importProject(project, file);
    const location = await authoring.requestTraining(project, 'model', {});
    const second = await authoring.request('POST', `/${project}/:train`, {
      modelLabel: 'other',
      trainingConfigVersion: 'latest',
    });
    const [path = '', query] = location.split('?');
    const cancel = await call(taxon, `${path}/:cancel?${query}`, { method: 'POST' });
    const ended = await authoring.waitUntilFinal(location);
    // The machine may have been quick enough to finish the training between two requests.
    if (ended.status === 'cancelled') {
      expect(second.status).toBe(409);
      expect(cancel.status).toBe(202);
      expect((await authoring.request('GET', `/${project}/models/model`)).status).toBe(404);
    } else {
      expect(ended.status).toBe('succeeded');
    }
    await authoring.accept('DELETE', `/${project}`);
  });

  it('a failed import names the files, and the others are there', async () => {
    const project = `holes-${version}`;
    const { file } = await copyExample(taxon.dataDirectory, 'support-tickets', project);
    const [first] = file.assets.documents;
    if (first === undefined) throw new Error('the example has no documents');
    const documents = [...file.assets.documents, { ...first, location: 'not-there.txt' }];
    const location = await authoring.accept('POST', `/${project}/:import`, {
      ...file,
      assets: { ...file.assets, documents },
    });
    const job = await authoring.waitUntilFinal(location);
    expect(JSON.stringify([job.errors, job.warnings])).toContain('not-there.txt');
    expect(await authoring.train(project, 'model', { kind: 'percentage' })).toMatchObject({ status: 'succeeded' });
    await authoring.accept('DELETE', `/${project}`);
  });
});
