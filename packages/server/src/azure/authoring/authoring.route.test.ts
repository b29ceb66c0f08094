import { owner } from '@taxon/testkit/engine/test-engine';
import { authoringAsker, jobOf } from '@taxon/testkit/server/ask-authoring';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
});
afterAll(async () => {
  await server.stop();
});

const classes = ['__proto__', 'Login: #1?'];
const words = ['invoice refund payment', 'password login account'];
const kinds = {
  single: { projectKind: 'customSingleLabelClassification', shown: 'CustomSingleLabelClassification' },
  multi: { projectKind: 'customMultiLabelClassification', shown: 'CustomMultiLabelClassification' },
} as const;

/** A project file of 20 documents whose texts lie in a container of the project's name. */
async function writeProject(name: string, kind: 'single' | 'multi'): Promise<object> {
  const documents = [];
  for (let index = 0; index < 20; index += 1) {
    const category = classes[index % 2] ?? '';
    await server.writeFile(name, `${index}.txt`, `${words[index % 2]} number ${index}`);
    const labels = kind === 'single' ? { class: { category } } : { classes: [{ category }] };
    documents.push({ location: `${index}.txt`, language: 'en', dataset: index < 16 ? 'Train' : 'Test', ...labels });
  }
  const { shown } = kinds[kind];
  const metadata = { projectName: name, projectKind: shown, language: 'en', storageInputContainerName: name };
  return {
    projectFileVersion: '2022-05-01',
    stringIndexType: 'Utf16CodeUnit',
    metadata: { ...metadata, multilingual: false, description: '', settings: {} },
    assets: { projectKind: shown, classes: classes.map((category) => ({ category })), documents },
  };
}

const cases = (['2022-05-01', '2023-04-01', '2025-05-15-preview'] as const).flatMap((version) =>
  (['single', 'multi'] as const).map((kind) => ({ version, kind, projectName: `${kind}-${version}` })),
);

describe.each(cases)('$kind under $version', ({ version, kind, projectName }) => {
  const ask = (...given: Parameters<ReturnType<typeof authoringAsker>>) => authoringAsker(server, version)(...given);
  const params = { projectName };
  const model = { projectName, trainedModelLabel: 'm1' };
  const { projectKind, shown } = kinds[kind];

  it('creates a project, then changes it by a merge patch', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    const body = { projectName, projectKind, language: 'en', storageInputContainerName: projectName };
    const created = await ask('CreateProject', { params, headers, payload: { ...body, multilingual: 'False' } });
    expect(created.statusCode).toBe(201);
    expect(created.headers.location).toBe(
      `https://taxon.example/language/authoring/analyze-text/projects/${projectName}/${projectName}`,
    );
    const changed = await ask('CreateProject', { params, headers, payload: { description: 'second' } });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers).not.toHaveProperty('location');
    expect((await ask('GetProject', { params })).json()).toMatchObject({
      projectKind: shown,
      description: 'second',
      storageInputContainerName: projectName,
      multilingual: false,
    });
  });

  it('imports the project file', async () => {
    const accepted = await ask('Import', { params, payload: await writeProject(projectName, kind) });
    expect(accepted.statusCode).toBe(202);
    const { jobId } = jobOf(accepted);
    const waiting = await ask('GetImportStatus', { params: { projectName, jobId } });
    expect(waiting.json().status).toBe('notStarted');
    expect(waiting.headers['retry-after']).toBe('1');
    await server.work('import', jobId);
    const job = await ask('GetImportStatus', { params: { projectName, jobId } });
    expect(job.json()).toMatchObject({ jobId, status: 'succeeded' });
    expect(job.headers).not.toHaveProperty('retry-after');
    expect(await server.engine.projects.listClasses(owner, projectName)).toEqual(
      classes.map((name) => ({ name, documents: 10 })),
    );
  });

  it('trains; the job says how far it is, and is listed', async () => {
    const payload = { modelLabel: 'm1', trainingConfigVersion: 'latest', evaluationOptions: { kind: 'manual' } };
    const accepted = await ask('Train', { params, payload });
    expect(accepted.statusCode).toBe(202);
    const { jobId } = jobOf(accepted);
    const second = await ask('Train', { params, payload });
    expect(second.statusCode).toBe(409);
    expect(second.json().error.code).toBe('Conflict');
    await server.work('train', jobId);
    const job = (await ask('GetTrainingStatus', { params: { projectName, jobId } })).json();
    expect(job).toMatchObject({
      status: 'succeeded',
      result: {
        modelLabel: 'm1',
        trainingConfigVersion: '2022-05-01',
        trainingStatus: { percentComplete: 100, status: 'succeeded' },
        evaluationStatus: { percentComplete: 100, status: 'succeeded' },
      },
    });
    expect((await ask('ListTrainingJobs', { params })).json()).toEqual({ value: [job], nextLink: null });
    const late = await ask('CancelTrainingJob', { params: { projectName, jobId } });
    expect(late.statusCode).toBe(409);
  });

  it('lists the model with the members of its version', async () => {
    const one = (await ask('GetTrainedModel', { params: model })).json();
    expect((await ask('ListTrainedModels', { params })).json().value).toEqual([one]);
    expect(Object.hasOwn(one, 'hasSnapshot')).toBe(version !== '2022-05-01');
  });

  it('evaluates by class name, whatever the name', async () => {
    const text = (await ask('GetModelEvaluationSummary', { params: model })).body;
    expect(text).toContain('"__proto__":{"f1":');
    expect(text.includes('confusionMatrix')).toBe(kind === 'single');
    expect(text).toContain('"evaluationOptions":{"kind":"manual"}');
    const first = (
      await ask('GetModelEvaluationResults', {
        params: model,
        query: { stringIndexType: 'Utf16CodeUnit', maxpagesize: '3' },
      })
    ).json();
    expect(first.value).toHaveLength(3);
    const next = new URL(first.nextLink);
    const rest = (await server.call({ method: 'GET', url: next.pathname + next.search })).json();
    expect(rest).toMatchObject({ value: [{ projectKind: shown }], nextLink: null });
  });

  it('deploys, and exchanges deployments', async () => {
    for (const deploymentName of ['production', 'staging']) {
      const at = { projectName, deploymentName };
      const accepted = await ask('DeployProject', { params: at, payload: { trainedModelLabel: 'm1' } });
      expect(accepted.statusCode).toBe(202);
      const { jobId } = jobOf(accepted);
      expect((await ask('GetDeploymentStatus', { params: { ...at, jobId } })).json().status).toBe('succeeded');
      expect((await ask('GetDeployment', { params: at })).json().deploymentName).toBe(deploymentName);
    }
    const payload = { firstDeploymentName: 'production', secondDeploymentName: 'staging' };
    const { jobId } = jobOf(await ask('SwapDeployments', { params, payload }));
    const swap = await ask('GetSwapDeploymentsStatus', { params: { projectName, jobId } });
    expect(swap.json().status).toBe('succeeded');
    const list = (await ask('ListDeployments', { params })).json();
    expect(list.value.map(({ deploymentName }: { deploymentName: string }) => deploymentName)).toEqual([
      'production',
      'staging',
    ]);
  });

  it('refuses to delete a deployed model, naming the deployments; deletes one that is not', async () => {
    const refused = await ask('DeleteTrainedModel', { params: model });
    expect(refused.statusCode).toBe(409);
    expect(refused.json().error.message).toContain('production');
    for (const deploymentName of ['production', 'staging']) {
      const { jobId } = jobOf(await ask('DeleteDeployment', { params: { projectName, deploymentName } }));
      const state = await ask('GetDeploymentStatus', { params: { projectName, deploymentName, jobId } });
      expect(state.json().status).toBe('succeeded');
    }
    expect((await ask('DeleteTrainedModel', { params: model })).statusCode).toBe(204);
    expect((await ask('GetTrainedModel', { params: model })).json().error.code).toBe('NotFound');
  });

  it('deletes the project at once for everybody, its rows by a job', async () => {
    const { jobId, url } = jobOf(await ask('DeleteProject', { params }));
    expect(url).toContain('/projects/global/deletion-jobs/');
    expect((await ask('GetProject', { params })).json().error.code).toBe('ProjectNotFound');
    await server.work('delete-project', jobId);
    expect((await ask('GetProjectDeletionStatus', { params: { jobId } })).json().status).toBe('succeeded');
  });
});
