import { type Selectable, sql } from 'kysely';
import { type ClaimedRow, type ClaimedRows, type ClaimedTable, isFinal, type Status } from '../../operations/index.ts';
import type { Issue, Tables } from '../../platform/index.ts';
import type { AcceptedDocument } from '../classify/check-request.ts';
import type { PredictionTask, TaskResult } from '../prediction.ts';

/** A document in the row: id, text, language, and 1 when characters were replaced. */
export type StoredDocument = readonly [id: string, text: string, language: string | null, replaced: 0 | 1];

/** What a worker needs of a prediction job. */
export interface ClaimedJob extends ClaimedRow {
  readonly tasks: readonly PredictionTask[];
  /** Empty when the job has ended. */
  readonly documents: readonly AcceptedDocument[];
  readonly cancelAfter: Date | undefined;
}

/** What is written together with the end of a job. */
export interface JobChanges {
  /** One for each task. */
  readonly results: readonly TaskResult[];
}

export type PredictionJobs = ClaimedRows<ClaimedJob, JobChanges>;

function toClaimedJob(row: Selectable<Tables['prediction_job']>): ClaimedJob {
  const documents = (row.documents ?? []) as readonly StoredDocument[];
  return {
    id: row.id,
    status: row.status as Status,
    attempt: row.attempt,
    tasks: row.tasks as readonly PredictionTask[],
    documents: documents.map(([id, text, language, replaced]) => ({
      id,
      text,
      language: language ?? undefined,
      replaced: replaced === 1,
    })),
    cancelAfter: row.cancel_after ?? undefined,
  };
}

/** The result of a task that could not run: one error for each document. */
export function failedTask({ documents }: ClaimedJob, index: number, issue: Issue, finishedAt: Date): TaskResult {
  const outcomes = documents.map(({ id }) => ({ ok: false as const, id, issue }));
  return { index, finishedAt, status: 'failed', issue, outcomes };
}

/**
 * The table of prediction jobs. It has no history, so a change of status is cheap. The change that ends a job also writes its
 * results and erases its texts. A job that somebody asked to cancel ends as cancelled.
 */
export const predictionTable: ClaimedTable<ClaimedJob, JobChanges> = {
  name: 'prediction_job',
  noun: 'a prediction job',
  logFields: (jobId) => ({ jobId }),
  readsOldStatus: false,
  cancelWins: true,
  assignments: ({ to, changes }) => {
    const failed = changes?.results.filter(({ status }) => status === 'failed').length ?? 0;
    return [
      ...(isFinal(to) ? [sql`documents = null`] : []),
      ...(changes === undefined ? [] : [sql`completed = ${changes.results.length - failed}`, sql`failed = ${failed}`]),
    ];
  },
  alongside: ({ changes, now }): Readonly<Record<string, ReturnType<typeof sql>>> =>
    changes === undefined
      ? {}
      : {
          written: sql`
            insert into prediction_task_result (job_id, task_index, finished_at, result)
            select moved.id, (one.value ->> 'index')::int, ${now}, one.value
            from moved, jsonb_array_elements(${JSON.stringify(changes.results)}::jsonb) as one`,
        },
  toRow: (columns) => toClaimedJob(columns as Selectable<Tables['prediction_job']>),
  failure: (job, issue, now) => ({ results: job.tasks.map((_, index) => failedTask(job, index, issue, now)) }),
};
