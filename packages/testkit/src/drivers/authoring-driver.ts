import { setTimeout as sleep } from 'node:timers/promises';
import type { LabelsFile } from '../data/labels-file.ts';
import { type Answer, call, expectStatus, type ServerAccess } from './raw-http.ts';

const root = '/language/authoring/analyze-text/projects';

export interface JobState {
  readonly jobId: string;
  readonly status: string;
  readonly errors?: readonly { readonly code: string; readonly message: string }[];
  readonly warnings?: readonly { readonly code: string; readonly message: string }[];
  readonly result?: Readonly<Record<string, unknown>>;
}

interface ClassMetrics {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly truePositiveCount: number;
  readonly trueNegativeCount: number;
  readonly falsePositiveCount: number;
  readonly falseNegativeCount: number;
}

export interface EvaluationMetrics {
  readonly microF1: number;
  readonly microPrecision: number;
  readonly microRecall: number;
  readonly macroF1: number;
  readonly macroPrecision: number;
  readonly macroRecall: number;
  readonly classes: Readonly<Record<string, ClassMetrics>>;
  readonly confusionMatrix?: Readonly<
    Record<string, Readonly<Record<string, { normalizedValue: number; rawValue: number }>>>
  >;
}

export interface EvaluatedDocument {
  readonly location: string;
  readonly expected: readonly string[];
  readonly predicted: readonly string[];
}

/** Import, training, evaluation and deployment at Azure's authoring door, by raw HTTP without a client library. */
export class AuthoringDriver {
  readonly #server: ServerAccess;
  readonly #apiVersion: string;

  constructor(server: ServerAccess, apiVersion = '2022-05-01') {
    this.#server = server;
    this.#apiVersion = apiVersion;
  }

  /** Sends one request below the address of the projects. It adds the api-version to `query`. */
  request(
    method: string,
    path: string,
    body?: unknown,
    query = '',
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const suffix = query === '' ? '' : `&${query}`;
    return call(this.#server, `${root}${path}?api-version=${this.#apiVersion}${suffix}`, { method, body, headers });
  }

  /** Sends a request that must be answered with 202, and answers the absolute address of its job. */
  async accept(method: string, path: string, body?: unknown): Promise<string> {
    const answer = expectStatus(await this.request(method, path, body), 202, `${method} ${path}`);
    const location = answer.headers.get('operation-location');
    if (location === null) throw new Error(`${method} ${path}: 202 without operation-location`);
    return location;
  }

  async job(location: string): Promise<JobState> {
    return expectStatus(await call(this.#server, location), 200, `GET ${location}`).body as JobState;
  }

  /** Polls until the job has ended, also when it failed. */
  async waitUntilFinal(location: string, limit = 120_000): Promise<JobState> {
    for (const until = performance.now() + limit; ; ) {
      const job = await this.job(location);
      if (['succeeded', 'failed', 'cancelled', 'partiallyCompleted'].includes(job.status)) return job;
      if (performance.now() > until) throw new Error(`${location}: ${job.status} after ${limit} ms`);
      await sleep(50);
    }
  }

  async waitUntilSucceeded(location: string, limit?: number): Promise<JobState> {
    const job = await this.waitUntilFinal(location, limit);
    if (job.status !== 'succeeded') throw new Error(`${location}: ${job.status} ${JSON.stringify(job.errors)}`);
    return job;
  }

  async importProject(project: string, file: LabelsFile, limit?: number): Promise<JobState> {
    return this.waitUntilSucceeded(await this.accept('POST', `/${project}/:import`, file), limit);
  }

  requestTraining(project: string, model: string, evaluationOptions: object = { kind: 'manual' }): Promise<string> {
    return this.accept('POST', `/${project}/:train`, {
      modelLabel: model,
      trainingConfigVersion: 'latest',
      evaluationOptions,
    });
  }

  async train(project: string, model: string, evaluationOptions?: object, limit?: number): Promise<JobState> {
    return this.waitUntilSucceeded(await this.requestTraining(project, model, evaluationOptions), limit);
  }

  async deploy(project: string, deployment: string, model: string): Promise<JobState> {
    const path = `/${project}/deployments/${deployment}`;
    return this.waitUntilSucceeded(await this.accept('PUT', path, { trainedModelLabel: model }));
  }

  async evaluationMetrics(project: string, model: string): Promise<EvaluationMetrics> {
    const path = `/${project}/models/${model}/evaluation/summary-result`;
    const body = expectStatus(await this.request('GET', path), 200, path).body as Record<string, EvaluationMetrics>;
    const metrics = body.customSingleLabelClassificationEvaluation ?? body.customMultiLabelClassificationEvaluation;
    if (metrics === undefined)
      throw new Error(`${path}: neither kind's evaluation in ${JSON.stringify(body).slice(0, 500)}`);
    return metrics;
  }

  /** The outcomes of all test documents, from all pages. */
  async evaluatedDocuments(project: string, model: string): Promise<EvaluatedDocument[]> {
    const documents: EvaluatedDocument[] = [];
    const path = `/${project}/models/${model}/evaluation/result`;
    let answer = await this.request('GET', path, undefined, 'stringIndexType=Utf16CodeUnit');
    for (;;) {
      const page = expectStatus(answer, 200, path).body as { value: WireEvaluated[]; nextLink?: string | null };
      documents.push(...page.value.map(fromWire));
      if (page.nextLink === null || page.nextLink === undefined) return documents;
      answer = await call(this.#server, page.nextLink);
    }
  }

  /** Imports a labels file, trains the model `model` and deploys it as `production`. */
  async buildDeployment(project: string, file: LabelsFile, evaluationOptions?: object): Promise<void> {
    await this.importProject(project, file);
    await this.train(project, 'model', evaluationOptions);
    await this.deploy(project, 'production', 'model');
  }
}

interface WireEvaluated {
  readonly location: string;
  readonly customSingleLabelClassificationResult?: { readonly expectedClass: string; readonly predictedClass: string };
  readonly customMultiLabelClassificationResult?: {
    readonly expectedClasses: readonly string[];
    readonly predictedClasses: readonly string[];
  };
}

function fromWire(document: WireEvaluated): EvaluatedDocument {
  const {
    location,
    customSingleLabelClassificationResult: single,
    customMultiLabelClassificationResult: multi,
  } = document;
  if (single !== undefined) {
    return { location, expected: [single.expectedClass], predicted: [single.predictedClass] };
  }
  if (multi === undefined) throw new Error(`${location}: an evaluated document without a result`);
  return { location, expected: multi.expectedClasses, predicted: multi.predictedClasses };
}
