import { describe, expect, it } from 'vitest';
import {
  buildEmptyDocument,
  buildFailedResult,
  buildOutcome,
  buildPredictionJob,
  buildResult,
  buildTask,
} from './testing/build-prediction-job.ts';
import { arraysBody, bothKinds, itemsBody } from './testing/checked-job-bodies.ts';

describe('a job that is not done', () => {
  const waiting = buildPredictionJob({ status: 'notStarted', results: [] });

  it('has counters and no tasks yet', () => {
    expect(itemsBody(waiting).tasks).toEqual({ completed: 0, failed: 0, inProgress: 1, total: 1, items: [] });
    expect(Object.keys(arraysBody(waiting).tasks)).toEqual([
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
    const { status, tasks } = itemsBody(running);
    expect([status, tasks.completed, tasks.inProgress]).toEqual(['running', 1, 1]);
    expect(tasks.items.map(({ taskName }) => taskName)).toEqual(['m']);
  });

  it('has the status running while it is being cancelled', () => {
    expect(itemsBody({ ...waiting, status: 'cancelling' }).status).toBe('running');
  });

  it('lists every task, empty, once it is cancelled', () => {
    const { status, tasks } = itemsBody({ ...bothKinds, status: 'cancelled', results: [] });
    expect([status, tasks.inProgress]).toEqual(['cancelled', 0]);
    expect(
      tasks.items.map(({ taskName, status, results }) => [taskName, status, results.documents, results.errors]),
    ).toEqual([
      ['s', 'cancelled', [], []],
      ['m', 'cancelled', [], []],
    ]);
  });
});

describe('a task of another kind than its project', () => {
  it('is refused in the names of the door', () => {
    const issue = {
      code: 'deployment/kind-mismatch',
      message: 'The project "support" is a single project; the task asks for multi.',
      parameters: { projectName: 'support', actual: 'single', asked: 'multi' },
    } as const;
    const failed = buildResult(0, { status: 'failed', issue, outcomes: [{ ok: false, id: '0', issue }] });
    const tasks = [buildTask({ kind: 'multi', kindName: 'CustomMultiLabelClassification' })];
    const job = buildPredictionJob({ tasks, results: [failed] });
    const message =
      'The project "support" is a CustomSingleLabelClassification project; the task asks for CustomMultiLabelClassification.';
    const error = { code: 'InvalidArgument', message };
    expect(itemsBody(job).tasks.items[0]?.results.errors).toEqual([{ id: '0', error }]);
    expect(itemsBody(job, { strict: true }).errors).toEqual([{ ...error, target: '#/tasks/items/0' }]);
    expect(arraysBody(job).tasks.customMultiClassificationTasks?.[0]?.results.errors).toEqual([{ id: '0', error }]);
    const early = itemsBody(job, {}, '2022-02-01-preview').tasks.items[0]?.results.errors[0];
    expect(early?.error.message).toContain('is a CustomSingleClassification project');
  });
});

describe('a task that could not run', () => {
  const mixed = { ...bothKinds, results: [bothKinds.results[0] ?? buildResult(0), buildFailedResult(1)] };
  const all = buildPredictionJob({ results: [buildFailedResult(0)] });
  const reason = { code: 'ProjectNotFound', message: 'There is no project named "nowhere".' };

  it('says succeeded with an error for each document, and the counter tells the truth', () => {
    for (const body of [itemsBody(all), arraysBody(all)]) {
      expect(body.status).toBe('succeeded');
      expect(body.errors).toEqual([]);
      expect(body.tasks).toMatchObject({ completed: 0, failed: 1, inProgress: 0 });
      expect(body).not.toHaveProperty('error');
    }
    expect(itemsBody(all).tasks.items[0]).toMatchObject({
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
    const body = itemsBody(mixed, { strict: true });
    expect(body.status).toBe('partiallyCompleted');
    expect(body.errors).toEqual([{ ...reason, target: '#/tasks/items/1' }]);
    expect(body.tasks.items.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    expect(itemsBody(mixed, { strict: true }, '2022-04-01-preview').status).toBe('partiallySucceeded');
    expect(arraysBody(mixed, { strict: true }).errors[0]?.target).toBe('#/tasks/customMultiClassificationTasks/0');
  });

  it('makes the job failed where the server is strict and no task ran, with the reason on top', () => {
    const body = itemsBody(all, { strict: true });
    expect(body.status).toBe('failed');
    expect(body.error).toEqual({ ...reason, target: '#/tasks/items/0' });
  });

  it('keeps its kind, whatever the kind is', () => {
    const task = buildTask({ kind: 'unsupported', kindName: 'customEntityRecognitionTasks', projectName: 'p' });
    const job = buildPredictionJob({ tasks: [task], results: [buildFailedResult(0)] });
    expect(itemsBody(job).tasks.items[0]?.kind).toBe('CustomEntityRecognitionLROResults');
    expect(arraysBody(job).tasks.customEntityRecognitionTasks).toHaveLength(1);
    const prebuilt = buildTask({ kind: 'unsupported', kindName: 'SentimentAnalysis', projectName: '' });
    const results = itemsBody({ ...job, tasks: [prebuilt] }).tasks.items[0]?.results;
    expect(results).not.toHaveProperty('projectName');
  });
});

describe('a job that never ran', () => {
  it('is failed by the reason that its tasks were given, strict or not', () => {
    const issue = { code: 'operation/attempts-exhausted', message: 'Interrupted 5 times.', parameters: {} } as const;
    const results = [buildResult(0, { status: 'failed', issue, outcomes: [{ ok: false, id: '0', issue }] })];
    const body = itemsBody(buildPredictionJob({ status: 'failed', results }));
    expect(body.error).toEqual({
      code: 'InternalServerError',
      message: 'Interrupted 5 times.',
      target: '#/tasks/items/0',
    });
    expect(body.tasks.items[0]?.status).toBe('failed');
  });

  it('is failed with every task, an error for each, and the reason on top', () => {
    const body = itemsBody({ ...bothKinds, status: 'failed', results: [] });
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
    expect(itemsBody(job).tasks.items[0]?.results.errors).toEqual([
      { id: 'b', error: { code: 'InvalidArgument', message: 'Invalid Document in request.', innererror: empty } },
    ]);
    expect(arraysBody(job).tasks.customSingleClassificationTasks?.[0]?.results.errors[0]?.error.message).toBe(
      'Invalid document in request.',
    );
  });

  it('in a language nobody knows keep the recorded words', () => {
    const message = "Invalid language code 'english'. Supported languages: de, en.";
    const issue = { code: 'prediction/language-unsupported', message, parameters: {} } as const;
    const bad = buildPredictionJob({ results: [buildResult(0, { outcomes: [{ ok: false, id: 'x', issue }] })] });
    expect(itemsBody(bad).tasks.items[0]?.results.errors[0]?.error).toEqual({
      code: 'InvalidArgument',
      message: 'Invalid Language Code.',
      innererror: { code: 'UnsupportedLanguageCode', message },
    });
  });

  it('are counted page by page, with showStats only', () => {
    expect(JSON.stringify(itemsBody(job))).not.toContain('statistics');
    const { results } = itemsBody(job, { page: { top: 2, showStats: true } }).tasks.items[0] ?? { results: undefined };
    expect(results?.statistics).toEqual({
      documentsCount: 2,
      validDocumentsCount: 1,
      erroneousDocumentsCount: 1,
      transactionsCount: 2,
    });
    expect(results?.documents[0]?.statistics).toEqual({ charactersCount: 1_500, transactionsCount: 2 });
    expect(arraysBody(job, { page: { showStats: true } }).statistics).toMatchObject({
      documentsCount: 3,
      transactionsCount: 4,
    });
  });

  it('come in pages, the link last', () => {
    const body = itemsBody(job, { page: { top: 2 } });
    expect(body.tasks.items[0]?.results.documents.map(({ id }) => id)).toEqual(['a']);
    expect(Object.keys(body).at(-1)).toBe('nextLink');
    expect(body.nextLink).toBe('http://taxon/jobs/1?showStats=False&top=1&skip=2&api-version=2023-04-01');
    expect(arraysBody(job, { page: { top: 2 } })['@nextLink']).toBe('http://taxon/jobs/1?$skip=2&$top=1');
  });

  it('say which characters were replaced', () => {
    const warnings = [
      { code: 'import/characters-replaced', message: 'Characters were replaced.', parameters: {} } as const,
    ];
    const outcome = { ...buildOutcome('a'), warnings } as ReturnType<typeof buildOutcome>;
    const body = itemsBody(buildPredictionJob({ results: [buildResult(0, { outcomes: [outcome] })] }));
    expect(body.tasks.items[0]?.results.documents[0]?.warnings).toEqual([
      { code: 'CharactersReplaced', message: 'Characters were replaced.' },
    ]);
  });
});
