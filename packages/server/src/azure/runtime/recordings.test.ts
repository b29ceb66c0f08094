import { findTaskKind, nov2021Shape, runtimeShapeOf } from '@taxon/contract';
import type { DocumentOutcome, PredictionJob, PredictionTask, TaskResult } from '@taxon/engine';
import { itEachShared } from '@taxon/testkit/data/it-each-shared';
import { type Exchange, readRecordings, recordingsAvailable } from '@taxon/testkit/data/recordings';
import { describe, expect, it } from 'vitest';
import { arraysJob, itemsJob, type JobAnswer } from './job-wire.ts';
import { arraysSubmitCommand, itemsSubmitCommand } from './submit-wire.ts';
import { buildPredictionJob } from './testing/build-prediction-job.ts';

// Real answers of the hosted service: a job rebuilt from each must be answered with the same members, in the same order, of the
// same types and (times apart) with the same values. Ours may say more.

const isJob = ({ url, method, status, body }: Exchange) =>
  method === 'GET' && status === 200 && /\/jobs\/[\da-f-]{36}$/.test(url.pathname) && typeof body === 'object';
const classifies = (exchange: Exchange) =>
  /Custom(Single|Multi)|custom(Single|Multi)/.test(JSON.stringify(exchange.body)) &&
  !JSON.stringify(exchange.body).includes('detectedLanguage');
const runtime = readRecordings().filter(({ url }) => /analyze-text\/jobs|v3\.2-preview\.2/.test(url.pathname));
const jobs = runtime.filter((exchange) => isJob(exchange) && classifies(exchange));
const submits = runtime.filter(
  ({ method, status, requestBody }) =>
    method === 'POST' && status === 202 && typeof requestBody === 'object' && requestBody,
);

describe.skipIf(!recordingsAvailable)('recorded answers', () => {
  it('are there', () => {
    expect(jobs.length).toBeGreaterThan(10);
    expect(submits.length).toBeGreaterThan(10);
  });

  const answers = jobs.map((exchange, index) => ({ title: `${exchange.recording} (${index})`, exchange }));
  itEachShared(recordingsAvailable, 'every job is answered alike', answers, ({ exchange }) => {
    const recorded = exchange.body as RecordedJob;
    expectLike(writeJob(exchange, rebuild(recorded)), recorded, '');
  });

  const requests = submits.map(({ recording, ...exchange }, index) => ({
    title: `takes the request of ${recording} (${index})`,
    ...exchange,
  }));
  itEachShared(recordingsAvailable, 'takes every request', requests, ({ url, requestBody }) => {
    const version = url.searchParams.get('api-version');
    const command =
      version === null
        ? arraysSubmitCommand(requestBody as never)
        : itemsSubmitCommand(requestBody as never, runtimeShapeOf(version));
    expect(command.documents.length).toBeGreaterThan(0);
    expect(command.tasks.length).toBeGreaterThan(0);
  });
});

interface RecordedTask {
  readonly kind?: string;
  readonly taskName?: string;
  readonly results: {
    readonly documents: readonly {
      readonly id: string;
      readonly class?: Category | readonly Category[];
      readonly classification?: Category;
      readonly classifications?: readonly Category[];
      readonly statistics?: { charactersCount: number; transactionsCount: number };
    }[];
    readonly errors: readonly { readonly id: string }[];
    readonly projectName: string;
    readonly deploymentName: string;
  };
}
interface Category {
  readonly category: string;
  readonly confidenceScore: number;
}
interface RecordedJob {
  readonly jobId: string;
  readonly status: PredictionJob['status'];
  readonly displayName?: string;
  readonly tasks: { readonly total: number; readonly items?: readonly RecordedTask[] } & Readonly<
    Record<string, unknown>
  >;
}

function writeJob({ url, body }: Exchange, job: PredictionJob): unknown {
  const version = url.searchParams.get('api-version');
  const shape = version === null ? nov2021Shape : runtimeShapeOf(version);
  const answer: JobAnswer = {
    wording: { shape, nov2021: version === null, strict: false, arraysAsSent: false },
    page: { top: undefined, skip: 0, showStats: JSON.stringify(body).includes('"statistics"') },
    jobUrl: `${url.origin}${url.pathname}`,
    link: version === null ? { dollar: true } : { dollar: false, apiVersion: version },
  };
  return version === null ? arraysJob(job, answer) : itemsJob(job, answer);
}

function rebuild({ jobId, status, displayName, tasks }: RecordedJob): PredictionJob {
  const arrays = Object.entries(tasks).filter(([name]) => name.endsWith('Tasks')) as [string, RecordedTask[]][];
  const shown = tasks.items?.map((task) => ({ name: task.kind?.replace(/LROResults$/, '') ?? '', task })) ?? [
    ...arrays.flatMap(([name, list]) => list.map((task) => ({ name, task }))),
  ];
  const waiting: PredictionTask = {
    kind: 'single',
    kindName: 'CustomSingleLabelClassification',
    projectName: '',
    deploymentName: '',
  };
  const built = shown.map(({ name, task }) => taskOf(name, task));
  return buildPredictionJob({
    id: jobId,
    status,
    displayName: displayName === 'NA' ? undefined : displayName,
    tasks: [...built, ...Array<PredictionTask>(tasks.total - built.length).fill(waiting)],
    results: shown.map(({ task }, index) => resultOf(task, index)),
  });
}

function taskOf(kindName: string, { taskName, results }: RecordedTask): PredictionTask {
  const { projectName, deploymentName } = results;
  const kind = findTaskKind(kindName)?.serves ?? 'unsupported';
  return { kind, kindName, ...(taskName === undefined ? {} : { name: taskName }), projectName, deploymentName };
}

// Stands for what another kind of task found.
const entity: Category = { category: 'entity', confidenceScore: 0 };

function resultOf({ results }: RecordedTask, index: number): TaskResult {
  const answered = results.documents.map((document): DocumentOutcome => {
    const found = document.class ?? document.classification ?? document.classifications ?? entity;
    const categories = Array.isArray(found) ? (found as readonly Category[]) : [found as Category];
    return {
      ok: true,
      id: document.id,
      predicted: categories.map(({ category, confidenceScore }) => ({ className: category, score: confidenceScore })),
      abstained: false,
      warnings: [],
      statistics: { characters: document.statistics?.charactersCount ?? 0 },
    };
  });
  const issue = { code: 'prediction/document-empty', message: 'Document text is empty.', parameters: {} } as const;
  const bad = results.errors.map(({ id }): DocumentOutcome => ({ ok: false, id, issue }));
  return { index, finishedAt: new Date(0), status: 'succeeded', issue: undefined, outcomes: [...answered, ...bad] };
}

/** Members, order and types as recorded; values too, where they are not times. Entities are not recognized here. */
function expectLike(ours: unknown, recorded: unknown, path: string): void {
  if (Array.isArray(recorded)) {
    expect(ours, path).toHaveLength(recorded.length);
    for (const [index, value] of recorded.entries()) expectLike((ours as unknown[])[index], value, `${path}/${index}`);
  } else if (typeof recorded === 'object' && recorded !== null) {
    if ('entities' in recorded) return;
    const names = Object.keys(recorded);
    expect(
      Object.keys(ours as object).filter((name) => names.includes(name)),
      path,
    ).toEqual(names);
    for (const [name, value] of Object.entries(recorded)) {
      expectLike((ours as Record<string, unknown>)[name], value, `${path}/${name}`);
    }
  } else {
    expect(typeof ours, path).toBe(typeof recorded);
    if (!path.endsWith('DateTime')) expect(ours, path).toBe(recorded);
  }
}
