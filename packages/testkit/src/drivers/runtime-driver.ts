import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, call, expectStatus, type ServerAccess } from './raw-http.ts';

export interface RuntimeDocument {
  readonly id: string;
  readonly text: string;
  readonly language?: string;
}

export interface Category {
  readonly category: string;
  readonly confidenceScore: number;
}

interface RuntimeError {
  readonly code: string;
  readonly message: string;
  readonly innererror?: { readonly code: string; readonly message: string };
}

export interface RuntimeTask {
  readonly kind?: string;
  readonly taskName?: string;
  readonly state?: string;
  readonly status?: string;
  readonly lastUpdateDateTime: string;
  readonly results: {
    readonly documents: readonly {
      readonly id: string;
      readonly class?: readonly Category[];
      readonly classification?: Category;
      readonly classifications?: readonly Category[];
      readonly classes?: readonly Category[];
      readonly warnings: readonly { readonly code: string; readonly message: string }[];
      readonly statistics?: { readonly charactersCount: number; readonly transactionsCount: number };
    }[];
    readonly errors: readonly { readonly id: string; readonly error: RuntimeError }[];
    readonly statistics?: Readonly<Record<string, number>>;
    readonly projectName: string;
    readonly deploymentName: string;
  };
}

export interface RuntimeJob {
  readonly jobId: string;
  readonly status: string;
  readonly createdDateTime: string;
  readonly expirationDateTime: string;
  readonly lastUpdatedDateTime?: string;
  readonly lastUpdateDateTime?: string;
  readonly displayName?: string;
  readonly errors: readonly { readonly code: string; readonly message: string; readonly target?: string }[];
  readonly nextLink?: string;
  readonly '@nextLink'?: string;
  readonly tasks: {
    readonly completed: number;
    readonly failed: number;
    readonly inProgress: number;
    readonly total: number;
    readonly items?: readonly RuntimeTask[];
    readonly customSingleClassificationTasks?: readonly RuntimeTask[];
    readonly customMultiClassificationTasks?: readonly RuntimeTask[];
    readonly customEntityRecognitionTasks?: readonly RuntimeTask[];
  };
}

export interface Target {
  readonly project: string;
  readonly deployment: string;
  readonly kind: 'single' | 'multi';
}

/** A version of Azure's runtime: `november2021` is /text/analytics/v3.2-preview.2, any other value an api-version of /language. */
export type RuntimeVersion = 'november2021' | `20${string}`;

export const november2021 = '/text/analytics/v3.2-preview.2/analyze';
export const languageJobs = '/language/analyze-text/jobs';

/** The body that the version expects for one classification task. */
export function submitBody(
  version: RuntimeVersion,
  target: Target,
  documents: readonly RuntimeDocument[],
  extra: object = {},
): object {
  const { project, deployment, kind } = target;
  if (version === 'november2021') {
    const tasks = [{ parameters: { 'project-name': project, 'deployment-name': deployment } }];
    const key = kind === 'single' ? 'customSingleClassificationTasks' : 'customMultiClassificationTasks';
    return { analysisInput: { documents }, tasks: { [key]: tasks }, ...extra };
  }
  return { analysisInput: { documents }, tasks: [languageTask(target)], ...extra };
}

export function languageTask({ project, deployment, kind }: Target, taskName?: string): object {
  return {
    kind: kind === 'single' ? 'CustomSingleLabelClassification' : 'CustomMultiLabelClassification',
    ...(taskName === undefined ? {} : { taskName }),
    parameters: { projectName: project, deploymentName: deployment },
  };
}

export function submit(
  server: ServerAccess,
  version: RuntimeVersion,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const path = version === 'november2021' ? november2021 : `${languageJobs}?api-version=${version}`;
  return call(server, path, { method: 'POST', body, headers });
}

/** The absolute address of an accepted job. */
export function jobLocation(answer: Answer): string {
  const location = expectStatus(answer, 202, 'submit').headers.get('operation-location');
  if (location === null) throw new Error('202 without operation-location');
  return location;
}

/** Polls until the job has ended. `query`, such as `showStats=true`, is added to the address. */
export async function waitForJob(
  server: ServerAccess,
  location: string,
  query = '',
  limit = 60_000,
): Promise<RuntimeJob> {
  const address = query === '' ? location : `${location}${location.includes('?') ? '&' : '?'}${query}`;
  for (const until = performance.now() + limit; ; ) {
    const job = expectStatus(await call(server, address), 200, `GET ${address}`).body as RuntimeJob;
    if (!['notStarted', 'running'].includes(job.status)) return job;
    if (performance.now() > until) throw new Error(`${address}: ${job.status} after ${limit} ms`);
    await sleep(10);
  }
}

export async function runJob(
  server: ServerAccess,
  version: RuntimeVersion,
  target: Target,
  documents: readonly RuntimeDocument[],
  query = '',
): Promise<RuntimeJob> {
  return waitForJob(server, jobLocation(await submit(server, version, submitBody(version, target, documents))), query);
}

/** All tasks of a finished job of any version. */
export function tasksOf(job: RuntimeJob): readonly RuntimeTask[] {
  const { items, customSingleClassificationTasks, customMultiClassificationTasks } = job.tasks;
  return items ?? [...(customSingleClassificationTasks ?? []), ...(customMultiClassificationTasks ?? [])];
}

/** Predicted classes by document id, of the job's first task, as the version prints them. */
export function categoriesOf(job: RuntimeJob): Map<string, readonly Category[]> {
  const [task] = tasksOf(job);
  if (task === undefined) throw new Error(`job without tasks: ${JSON.stringify(job)}`);
  if (task.results.errors.length > 0) throw new Error(JSON.stringify(task.results.errors.slice(0, 3)));
  return new Map(
    task.results.documents.map((document) => {
      const { classification, classifications, class: categories } = document;
      return [document.id, classification === undefined ? (classifications ?? categories ?? []) : [classification]];
    }),
  );
}

/** Batches within the limits of one request: 25 documents, and 125,000 text elements (here 100,000 UTF-16 units). */
function batches(documents: readonly RuntimeDocument[]): RuntimeDocument[][] {
  const all: RuntimeDocument[][] = [];
  let batch: RuntimeDocument[] = [];
  let characters = 0;
  for (const document of documents) {
    if (batch.length === 25 || (batch.length > 0 && characters + document.text.length > 100_000)) {
      all.push(batch);
      batch = [];
      characters = 0;
    }
    batch.push(document);
    characters += document.text.length;
  }
  if (batch.length > 0) all.push(batch);
  return all;
}

/** Classifies any number of documents in jobs of 25, `clients` of them at a time. */
export async function classifyAll(
  server: ServerAccess,
  version: RuntimeVersion,
  target: Target,
  documents: readonly RuntimeDocument[],
  clients = 4,
): Promise<Map<string, readonly Category[]>> {
  const waiting = batches(documents);
  const answers = new Map<string, readonly Category[]>();
  const work = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      const job = await runJob(server, version, target, batch);
      if (job.status !== 'succeeded') throw new Error(`job ${job.jobId} ${job.status}`);
      for (const [id, categories] of categoriesOf(job)) answers.set(id, categories);
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  return answers;
}
