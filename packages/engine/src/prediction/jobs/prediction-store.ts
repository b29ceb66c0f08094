import { sql } from 'kysely';
import type { Status } from '../../operations/index.ts';
import type { Querier, Tx } from '../../platform/index.ts';
import type { AcceptedDocument } from '../classify/check-request.ts';
import type { PredictionJob, PredictionTask, TaskResult } from '../prediction.ts';
import type { StoredDocument } from './prediction-table.ts';

/** Dates inside JSON are ISO strings. */
type StoredResult = Omit<TaskResult, 'finishedAt' | 'issue'> & {
  readonly finishedAt: string;
  readonly issue: TaskResult['issue'] | null;
};

export interface NewPredictionJob {
  readonly id: string;
  readonly actor: string;
  readonly displayName: string | undefined;
  readonly tasks: readonly PredictionTask[];
  readonly documents: readonly AcceptedDocument[];
  readonly createdAt: Date;
  readonly cancelAfter: Date | undefined;
  readonly expiresAt: Date;
}

export async function insert(tx: Tx, job: NewPredictionJob): Promise<void> {
  const documents = job.documents.map(
    ({ id, text, language, replaced }): StoredDocument => [id, text, language ?? null, replaced ? 1 : 0],
  );
  await tx
    .insertInto('prediction_job')
    .values({
      id: job.id,
      actor: job.actor,
      status: 'notStarted',
      display_name: job.displayName ?? null,
      tasks: JSON.stringify(job.tasks),
      documents: JSON.stringify(documents),
      document_ids: JSON.stringify(job.documents.map(({ id }) => id)),
      created_at: job.createdAt,
      updated_at: job.createdAt,
      cancel_after: job.cancelAfter ?? null,
      expires_at: job.expiresAt,
    })
    .execute();
}

interface JobRow {
  readonly id: string;
  readonly status: Status;
  readonly display_name: string | null;
  readonly tasks: readonly PredictionTask[];
  readonly results: readonly StoredResult[] | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly cancel_after: Date | null;
  readonly expires_at: Date;
}

/** A job, and the time at which it is cancelled when it has not ended. */
export interface FoundJob {
  readonly job: PredictionJob;
  readonly cancelAfter: Date | undefined;
}

function jobOf(row: JobRow): PredictionJob {
  return {
    id: row.id,
    status: row.status,
    displayName: row.display_name ?? undefined,
    tasks: row.tasks,
    results: (row.results ?? []).map((one) => ({
      ...one,
      finishedAt: new Date(one.finishedAt),
      issue: one.issue ?? undefined,
    })),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
  };
}

/** Reads a job with its results in one query. Undefined when there is none, or when it has expired. */
export async function find(db: Querier, id: string, now: Date): Promise<FoundJob | undefined> {
  const { rows } = await sql<JobRow>`
    select job.id, job.status, job.display_name, job.tasks, job.created_at, job.updated_at, job.cancel_after,
      job.expires_at,
      (select jsonb_agg(r.result order by r.task_index) from prediction_task_result r where r.job_id = job.id) as results
    from prediction_job job
    where job.id = ${id} and job.expires_at > ${now}
  `.execute(db);
  const row = rows[0];
  return row && { job: jobOf(row), cancelAfter: row.cancel_after ?? undefined };
}

/** The number of jobs that nobody has begun. The count stops at `most`. */
export async function countWaiting(db: Querier, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from prediction_job where status = 'notStarted' limit ${most}) as waiting
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** Erases up to `batch` expired jobs with their results. Several processes may do so at the same time. */
export async function deleteExpired(db: Querier, now: Date, batch: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with expired as (
      select id from prediction_job where expires_at <= ${now} order by expires_at limit ${batch} for update skip locked
    ), erased as (
      delete from prediction_job using expired where prediction_job.id = expired.id returning 1
    )
    select count(*)::int as count from erased
  `.execute(db);
  return rows[0]?.count ?? 0;
}
