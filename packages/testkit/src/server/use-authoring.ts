import { beforeAll, describe, expect } from 'vitest';
import { authoringAsker, jobOf } from './ask-authoring.ts';
import type { RouteServer } from './start-route-server.ts';
import { useRouteServer } from './use-route-server.ts';

const wireNames = {
  single: { sent: 'customSingleLabelClassification', shown: 'CustomSingleLabelClassification' },
  multi: { sent: 'customMultiLabelClassification', shown: 'CustomMultiLabelClassification' },
} as const;

/** The classes of the project file. `__proto__` is a name that objects inherit. */
export const fileClasses: readonly string[] = ['__proto__', 'Login: #1?'];
const words = ['invoice refund payment', 'password login account'];

/** A project of one kind, asked for under one api-version. */
export class AuthoringProject {
  readonly version: string;
  readonly kind: 'single' | 'multi';
  readonly projectName: string;
  /** The path parameters that name it. */
  readonly params: { readonly projectName: string };
  /** How its kind is said by the door. */
  readonly shownKind: string;
  readonly ask: ReturnType<typeof authoringAsker>;
  readonly server: RouteServer;

  constructor(server: RouteServer, version: string, kind: 'single' | 'multi', projectName: string) {
    this.server = server;
    this.version = version;
    this.kind = kind;
    this.projectName = projectName;
    this.params = { projectName };
    this.shownKind = wireNames[kind].shown;
    this.ask = authoringAsker(server, version);
  }

  /** Creates it, or changes it by a merge patch. */
  put(patch: object) {
    const headers = { 'content-type': 'application/merge-patch+json' };
    return this.ask('CreateProject', { params: this.params, headers, payload: patch });
  }

  /** Creates it without documents; its container has its name. */
  create(more: object = {}) {
    const { projectName, kind } = this;
    const projectKind = wireNames[kind].sent;
    return this.put({ projectName, projectKind, language: 'en', storageInputContainerName: projectName, ...more });
  }

  /** A project file of 20 documents, 16 to train with and 4 to test with. Their texts are written into the container. */
  async writeFile(): Promise<object> {
    const { server, projectName, kind, shownKind } = this;
    const documents = [];
    for (let index = 0; index < 20; index += 1) {
      const category = fileClasses[index % 2] ?? '';
      await server.writeFile(projectName, `${index}.txt`, `${words[index % 2]} number ${index}`);
      const labels = kind === 'single' ? { class: { category } } : { classes: [{ category }] };
      documents.push({ location: `${index}.txt`, language: 'en', dataset: index < 16 ? 'Train' : 'Test', ...labels });
    }
    const metadata = { projectName, projectKind: shownKind, language: 'en', storageInputContainerName: projectName };
    return {
      projectFileVersion: '2022-05-01',
      stringIndexType: 'Utf16CodeUnit',
      metadata: { ...metadata, multilingual: false, description: '', settings: {} },
      assets: { projectKind: shownKind, classes: fileClasses.map((category) => ({ category })), documents },
    };
  }

  /** Imports the file as a client and a worker do; the project need not be there. */
  async importFile(): Promise<void> {
    const accepted = await this.ask('Import', { params: this.params, payload: await this.writeFile() });
    const { jobId } = jobOf(accepted);
    await this.server.work('import', jobId);
    const job = await this.ask('GetImportStatus', { params: { ...this.params, jobId } });
    expect(job.json()).toMatchObject({ status: 'succeeded' });
  }

  /** Asks for a training that is tested on the file's test documents. */
  requestTraining(modelLabel: string) {
    const payload = { modelLabel, trainingConfigVersion: 'latest', evaluationOptions: { kind: 'manual' } };
    return this.ask('Train', { params: this.params, payload });
  }

  /** Imports the file and trains a model. */
  async train(modelLabel: string): Promise<void> {
    await this.importFile();
    const { jobId } = jobOf(await this.requestTraining(modelLabel));
    await this.server.work('train', jobId);
    const job = await this.ask('GetTrainingStatus', { params: { ...this.params, jobId } });
    expect(job.json()).toMatchObject({ status: 'succeeded' });
  }

  /** Deploys a model. */
  async deploy(deploymentName: string, trainedModelLabel: string): Promise<void> {
    const params = { ...this.params, deploymentName };
    const accepted = await this.ask('DeployProject', { params, payload: { trainedModelLabel } });
    const { jobId } = jobOf(accepted);
    const job = await this.ask('GetDeploymentStatus', { params: { ...params, jobId } });
    expect(job.json()).toMatchObject({ status: 'succeeded' });
  }
}

const cases = (['2022-05-01', '2023-04-01', '2025-05-15-preview'] as const).flatMap((version) =>
  (['single', 'multi'] as const).map((kind) => ({ version, kind })),
);

/**
 * Runs tests on an app of the file's own for both kinds under the first, the general and the newest api-version. `prepare`
 * fills one project for all tests of a case, which `shared()` answers; a test that changes something makes its own by `fresh`.
 */
export function describeAuthoring(
  tests: (project: { shared(): AuthoringProject; fresh(name: string): AuthoringProject }) => void,
  prepare?: (project: AuthoringProject) => Promise<void>,
): void {
  const server = useRouteServer();
  describe.each(cases)('$kind under $version', ({ version, kind }) => {
    const fresh = (name: string) => new AuthoringProject(server(), version, kind, `${name}-${kind}-${version}`);
    const shared = () => fresh('shared');
    if (prepare !== undefined) beforeAll(() => prepare(shared()));
    tests({ shared, fresh });
  });
}
