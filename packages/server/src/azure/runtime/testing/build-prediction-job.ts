import type { DocumentOutcome, PredictionJob, PredictionTask, TaskResult } from '@taxon/engine';

const at = (second: number) => new Date(Date.UTC(2021, 10, 2, 10, 0, second, 250));

/** A prediction job that has ended well, one single-label task over two documents; give what differs. */
export function buildPredictionJob(overrides: Partial<PredictionJob> = {}): PredictionJob {
  return {
    id: '8b21b6de-c9fa-43ba-8f5c-af3f943b79f1',
    status: 'succeeded',
    displayName: undefined,
    tasks: [buildTask()],
    results: [buildResult(0)],
    createdAt: at(0),
    updatedAt: at(2),
    expiresAt: new Date(at(0).getTime() + 86_400_000),
    ...overrides,
  };
}

/** A single-label task, as the /language door would have it. */
export function buildTask(overrides: Partial<PredictionTask> = {}): PredictionTask {
  return {
    kind: 'single',
    kindName: 'CustomSingleLabelClassification',
    projectName: 'support',
    deploymentName: 'production',
    ...overrides,
  };
}

/** A finished task; documents "0" and "1" by default. */
export function buildResult(index: number, overrides: Partial<TaskResult> = {}): TaskResult {
  return {
    index,
    finishedAt: at(1),
    status: 'succeeded',
    issue: undefined,
    outcomes: [buildOutcome('0'), buildOutcome('1')],
    ...overrides,
  };
}

/** A task that could not run, with the reason on each of its documents. */
export function buildFailedResult(index: number): TaskResult {
  const issue = {
    code: 'project/not-found',
    message: 'There is no project named "nowhere".',
    parameters: { projectName: 'nowhere' },
  } as const;
  return buildResult(index, {
    status: 'failed',
    issue,
    outcomes: ['0', '1'].map((id) => ({ ok: false, id, issue })),
  });
}

/** A classified document of 1,500 characters. */
export function buildOutcome(id: string, classes: readonly string[] = ['Billing']): DocumentOutcome {
  return {
    ok: true,
    id,
    predicted: classes.map((className, rank) => ({ className, score: 0.912345 - rank / 10 })),
    abstained: false,
    warnings: [],
    statistics: { characters: 1_500 },
  };
}

/** The empty document that every recording has. */
export function buildEmptyDocument(id: string): DocumentOutcome {
  return {
    ok: false,
    id,
    issue: { code: 'prediction/document-empty', message: 'Document text is empty.', parameters: {} },
  };
}
