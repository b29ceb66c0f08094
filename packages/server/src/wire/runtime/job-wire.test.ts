import {
  ArraysJob,
  DocumentedJob,
  ItemsJob,
  nov2021Shape,
  runtimeApiVersions,
  runtimeShapeOf,
  runtimeShapes,
} from '@taxon/contract';
import type { PredictionJob } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import {
  buildEmptyDocument,
  buildFailedResult,
  buildOutcome,
  buildPredictionJob,
  buildResult,
  buildTask,
} from '../../testing/build-prediction-job.ts';
import { expectSchema } from '../../testing/check-schema.ts';
import { documentedJob } from './documented-job-wire.ts';
import { arraysJob, itemsJob, type JobAnswer } from './job-wire.ts';

const page = { top: undefined, skip: 0, showStats: false };

function answer(version: string, overrides: { strict?: boolean; page?: Partial<JobAnswer['page']> } = {}): JobAnswer {
  const nov2021 = version === 'v3.2-preview.2';
  return {
    wording: {
      shape: nov2021 ? nov2021Shape : runtimeShapeOf(version),
      nov2021,
      strict: overrides.strict ?? false,
      arraysAsSent: false,
    },
    page: { ...page, ...overrides.page },
    jobUrl: 'http://taxon/jobs/1',
    link: nov2021 ? { dollar: true } : { dollar: false, apiVersion: version },
  };
}

const items = (job: PredictionJob, overrides = {}, version = '2023-04-01') => {
  const body = itemsJob(job, answer(version, overrides));
  expectSchema(ItemsJob, body);
  return body;
};
const arrays = (job: PredictionJob, overrides = {}) => {
  const body = arraysJob(job, answer('v3.2-preview.2', overrides));
  expectSchema(ArraysJob, body);
  return body;
};

const multi = buildTask({ kind: 'multi', kindName: 'CustomMultiLabelClassification', name: 'm' });
const bothKinds = buildPredictionJob({
  tasks: [buildTask({ name: 's' }), multi],
  results: [buildResult(0), buildResult(1, { outcomes: [buildOutcome('0', []), buildOutcome('1', ['A', 'B'])] })],
});

describe('versions', () => {
  it('leave no gap and meet nowhere', () => {
    for (const [index, { until }] of runtimeShapes.entries()) expect(until).toBe(runtimeShapes[index + 1]?.since);
    for (const version of [...runtimeApiVersions, '2031-01-01', '2022-06-06-preview']) {
      expect(() => runtimeShapeOf(version)).not.toThrow();
    }
    expect(() => runtimeShapeOf('2021-10-31')).toThrow(RangeError);
  });

  const best = { category: 'Billing', confidenceScore: 0.912345 };
  const two = [
    { category: 'A', confidenceScore: 0.912345 },
    { category: 'B', confidenceScore: 0.812345 },
  ];
  const updated = 'lastUpdatedDateTime';
  const update = 'lastUpdateDateTime';
  it.each([
    [
      '2022-02-01-preview',
      'CustomSingleClassificationLROResults',
      { classification: best },
      { classifications: two },
      update,
    ],
    ['2022-03-01-preview', 'CustomSingleLabelClassificationLROResults', { class: best }, { class: two }, update],
    ['2022-04-01-preview', 'CustomSingleLabelClassificationLROResults', { class: best }, { class: two }, update],
    ['2022-05-01', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2022-05-15-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2022-07-01-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2022-10-01-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, update],
    ['2023-04-01', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2023-11-15-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2026-05-15-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2031-01-01', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
  ])('%s: %s', (version, kind, single, several, stamp) => {
    const body = items(bothKinds, {}, version);
    const [first, second] = body.tasks.items;
    expect(first).toMatchObject({ kind, taskName: 's', status: 'succeeded' });
    expect(first?.results.documents[0]).toEqual({ id: '0', ...single, warnings: [] });
    expect(second?.kind).toBe(kind.replace('Single', 'Multi'));
    expect(second?.results.documents[1]).toEqual({ id: '1', ...several, warnings: [] });
    expect(Object.keys(body)[1]).toBe(stamp);
    expect(body.lastUpdateDateTime).toBe('2021-11-02T10:00:02Z');
    expect(body.lastUpdatedDateTime).toBe('2021-11-02T10:00:02Z');
  });

  it('2021-11-01-preview has arrays of tasks, without what only the documentation of v3.2-preview.2 printed', () => {
    const body = arraysJob(bothKinds, answer('2021-11-01-preview'));
    expectSchema(ArraysJob, body);
    expect(body.tasks.customSingleClassificationTasks?.[0]?.results.documents[0]).toEqual({
      id: '0',
      classification: best,
      warnings: [],
    });
  });

  it('v3.2-preview.2 carries the wire and its documentation at once', () => {
    const { tasks, displayName } = arrays(bothKinds);
    expect(displayName).toBe('NA');
    expect(tasks.customSingleClassificationTasks?.[0]).toMatchObject({
      taskName: 's',
      name: 's',
      state: 'succeeded',
      status: 'succeeded',
      results: { documents: [{ classification: best, classes: [best] }, {}] },
    });
    expect(tasks.customMultiClassificationTasks?.[0]?.results.documents[1]).toMatchObject({
      classifications: two,
      classes: two,
    });
    expect(tasks.tasks).toEqual({
      customSingleClassificationTasks: tasks.customSingleClassificationTasks,
      customMultiClassificationTasks: tasks.customMultiClassificationTasks,
    });
  });
});

describe('a job that is not done', () => {
  const waiting = buildPredictionJob({ status: 'notStarted', results: [] });

  it('has counters and no tasks yet', () => {
    expect(items(waiting).tasks).toEqual({ completed: 0, failed: 0, inProgress: 1, total: 1, items: [] });
    expect(Object.keys(arrays(waiting).tasks)).toEqual([
      'details',
      'completed',
      'failed',
      'inProgress',
      'total',
      'tasks',
    ]);
  });

  it('shows the tasks that are done', () => {
    const running = { ...bothKinds, status: 'running' as const, results: bothKinds.results.slice(1) };
    const { status, tasks } = items(running);
    expect([status, tasks.completed, tasks.inProgress]).toEqual(['running', 1, 1]);
    expect(tasks.items.map(({ taskName }) => taskName)).toEqual(['m']);
  });

  it('is told as running while it is being cancelled', () => {
    expect(items({ ...waiting, status: 'cancelling' }).status).toBe('running');
  });

  it('lists every task, empty, once it is cancelled', () => {
    const { status, tasks } = items({ ...bothKinds, status: 'cancelled', results: [] });
    expect([status, tasks.inProgress]).toEqual(['cancelled', 0]);
    expect(
      tasks.items.map(({ taskName, status, results }) => [taskName, status, results.documents, results.errors]),
    ).toEqual([
      ['s', 'cancelled', [], []],
      ['m', 'cancelled', [], []],
    ]);
  });
});

describe('a task that could not run', () => {
  const mixed = { ...bothKinds, results: [bothKinds.results[0] ?? buildResult(0), buildFailedResult(1)] };
  const all = buildPredictionJob({ results: [buildFailedResult(0)] });
  const reason = { code: 'ProjectNotFound', message: 'There is no project named "nowhere".' };

  it('says succeeded with an error for each document, and the counter tells the truth', () => {
    for (const body of [items(all), arrays(all)]) {
      expect(body.status).toBe('succeeded');
      expect(body.errors).toEqual([]);
      expect(body.tasks).toMatchObject({ completed: 0, failed: 1, inProgress: 0 });
      expect(body).not.toHaveProperty('error');
    }
    expect(items(all).tasks.items[0]).toMatchObject({
      status: 'succeeded',
      results: {
        documents: [],
        errors: [
          { id: '0', error: reason },
          { id: '1', error: reason },
        ],
      },
    });
  });

  it('says failed where the server is strict, with an error that points at it', () => {
    const body = items(mixed, { strict: true });
    expect(body.status).toBe('partiallyCompleted');
    expect(body.errors).toEqual([{ ...reason, target: '#/tasks/items/1' }]);
    expect(body.tasks.items.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    expect(items(mixed, { strict: true }, '2022-04-01-preview').status).toBe('partiallySucceeded');
    expect(arrays(mixed, { strict: true }).errors[0]?.target).toBe('#/tasks/customMultiClassificationTasks/0');
  });

  it('makes the job failed where the server is strict and no task ran, with the reason on top', () => {
    const body = items(all, { strict: true });
    expect(body.status).toBe('failed');
    expect(body.error).toEqual({ ...reason, target: '#/tasks/items/0' });
  });

  it('keeps its kind, whatever the kind is', () => {
    const task = buildTask({ kind: 'unsupported', kindName: 'customEntityRecognitionTasks', projectName: 'p' });
    const job = buildPredictionJob({ tasks: [task], results: [buildFailedResult(0)] });
    expect(items(job).tasks.items[0]?.kind).toBe('CustomEntityRecognitionLROResults');
    expect(arrays(job).tasks.customEntityRecognitionTasks).toHaveLength(1);
    const prebuilt = buildTask({ kind: 'unsupported', kindName: 'SentimentAnalysis', projectName: '' });
    const results = items({ ...job, tasks: [prebuilt] }).tasks.items[0]?.results;
    expect(results).not.toHaveProperty('projectName');
  });
});

describe('a job that never ran', () => {
  it('is failed by the reason that its tasks were given, strict or not', () => {
    const issue = { code: 'operation/attempts-exhausted', message: 'Interrupted 5 times.', parameters: {} } as const;
    const results = [buildResult(0, { status: 'failed', issue, outcomes: [{ ok: false, id: '0', issue }] })];
    const body = items(buildPredictionJob({ status: 'failed', results }));
    expect(body.error).toEqual({
      code: 'InternalServerError',
      message: 'Interrupted 5 times.',
      target: '#/tasks/items/0',
    });
    expect(body.tasks.items[0]?.status).toBe('failed');
  });

  it('is failed with every task, an error for each, and the reason on top', () => {
    const body = items({ ...bothKinds, status: 'failed', results: [] });
    expect(body.status).toBe('failed');
    expect(body.tasks).toMatchObject({ completed: 0, failed: 2, inProgress: 0 });
    expect(body.tasks.items.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(body.errors.map(({ target }) => target)).toEqual(['#/tasks/items/0', '#/tasks/items/1']);
    expect(body.error?.code).toBe('InternalServerError');
  });
});

describe('documents', () => {
  const outcomes = [buildOutcome('a'), buildEmptyDocument('b'), buildOutcome('c')];
  const job = buildPredictionJob({ results: [buildResult(0, { outcomes })] });
  const empty = { code: 'InvalidDocument', message: 'Document text is empty.' };

  it('with a fault stand in errors, in the recorded words of each line of versions', () => {
    expect(items(job).tasks.items[0]?.results.errors).toEqual([
      { id: 'b', error: { code: 'InvalidArgument', message: 'Invalid Document in request.', innererror: empty } },
    ]);
    expect(arrays(job).tasks.customSingleClassificationTasks?.[0]?.results.errors[0]?.error.message).toBe(
      'Invalid document in request.',
    );
  });

  it('in a language nobody knows keep the recorded words', () => {
    const message = "Invalid language code 'english'. Supported languages: de, en.";
    const issue = { code: 'prediction/language-unsupported', message, parameters: {} } as const;
    const bad = buildPredictionJob({ results: [buildResult(0, { outcomes: [{ ok: false, id: 'x', issue }] })] });
    expect(items(bad).tasks.items[0]?.results.errors[0]?.error).toEqual({
      code: 'InvalidArgument',
      message: 'Invalid Language Code.',
      innererror: { code: 'UnsupportedLanguageCode', message },
    });
  });

  it('are counted page by page, with showStats only', () => {
    expect(JSON.stringify(items(job))).not.toContain('statistics');
    const { results } = items(job, { page: { top: 2, showStats: true } }).tasks.items[0] ?? { results: undefined };
    expect(results?.statistics).toEqual({
      documentsCount: 2,
      validDocumentsCount: 1,
      erroneousDocumentsCount: 1,
      transactionsCount: 2,
    });
    expect(results?.documents[0]?.statistics).toEqual({ charactersCount: 1_500, transactionsCount: 2 });
    expect(arrays(job, { page: { showStats: true } }).statistics).toMatchObject({
      documentsCount: 3,
      transactionsCount: 4,
    });
  });

  it('come in pages, the link last', () => {
    const body = items(job, { page: { top: 2 } });
    expect(body.tasks.items[0]?.results.documents.map(({ id }) => id)).toEqual(['a']);
    expect(Object.keys(body).at(-1)).toBe('nextLink');
    expect(body.nextLink).toBe('http://taxon/jobs/1?showStats=False&top=1&skip=2&api-version=2023-04-01');
    expect(arrays(job, { page: { top: 2 } })['@nextLink']).toBe('http://taxon/jobs/1?$skip=2&$top=1');
  });

  it('say which characters were replaced', () => {
    const warnings = [
      { code: 'import/characters-replaced', message: 'Characters were replaced.', parameters: {} } as const,
    ];
    const outcome = { ...buildOutcome('a'), warnings } as ReturnType<typeof buildOutcome>;
    const body = items(buildPredictionJob({ results: [buildResult(0, { outcomes: [outcome] })] }));
    expect(body.tasks.items[0]?.results.documents[0]?.warnings).toEqual([
      { code: 'CharactersReplaced', message: 'Characters were replaced.' },
    ]);
  });
});

describe('the documented form', () => {
  const documented = (job: PredictionJob, overrides = {}) => {
    const { wording, ...rest } = answer('v3.2-preview.2', overrides);
    const body = documentedJob(job, { ...rest, wording: { ...wording, arraysAsSent: true } });
    expectSchema(DocumentedJob, body);
    return body;
  };

  it('has the printed members in the printed order and no others', () => {
    const tasks = [buildTask({ kindName: 'customClassificationTasks' })];
    const body = documented(buildPredictionJob({ displayName: 'MyJobName', tasks }));
    expect(body).toEqual({
      createdDateTime: '2021-11-02T10:00:00.250Z',
      displayName: 'MyJobName',
      expirationDateTime: '2021-11-03T10:00:00.250Z',
      jobId: '8b21b6de-c9fa-43ba-8f5c-af3f943b79f1',
      lastUpdateDateTime: '2021-11-02T10:00:02.250Z',
      status: 'completed',
      errors: [],
      tasks: {
        details: { name: 'MyJobName', lastUpdateDateTime: '2021-11-02T10:00:02.250Z', status: 'completed' },
        completed: 1,
        failed: 0,
        inProgress: 0,
        total: 1,
        tasks: {
          customClassificationTasks: [
            {
              lastUpdateDateTime: '2021-11-02T10:00:01.250Z',
              name: 'MyJobName',
              status: 'completed',
              results: {
                documents: ['0', '1'].map((id) => ({
                  id,
                  classes: [{ category: 'Billing', confidenceScore: 0.912345 }],
                  warnings: [],
                })),
                errors: [],
                statistics: { documentsCount: 2, erroneousDocumentsCount: 0, transactionsCount: 4 },
              },
            },
          ],
        },
      },
    });
    expect(Object.keys(body).slice(0, 4)).toEqual(['createdDateTime', 'displayName', 'expirationDateTime', 'jobId']);
  });

  it('says running while it runs and failed when it is', () => {
    expect(documented(buildPredictionJob({ status: 'running', results: [] })).status).toBe('running');
    expect(documented(buildPredictionJob({ status: 'failed', results: [] })).status).toBe('failed');
  });
});
