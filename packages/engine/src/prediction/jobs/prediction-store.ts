import { sql } from 'kysely';
import { type Claim, finalStatuses, type Status } from '../../operations/index.ts';
import type { Querier, Tx } from '../../platform/index.ts';
import type { AcceptedDocument } from '../classify/check-request.ts';
import type { PredictionJob, PredictionTask, TaskResult } from '../prediction.ts';

/** Documents as they lie in the row: id, text, language, and 1 when characters were replaced. */
type StoredDocument = readonly [id: string, text: string, language: string | null, replaced: 0 | 1];

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

export async function insertPredictionJob(tx: Tx, job: NewPredictionJob): Promise<void> {
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

/** A job and until when it must have ended. */
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

/** A job with its results in one read; undefined when there is none or it has expired. */
export async function findPredictionJob(db: Querier, id: string, now: Date): Promise<FoundJob | undefined> {
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

/** What a worker needs of a job it has claimed. */
export interface ClaimedJob {
  readonly claim: Claim;
  readonly status: 'running' | 'cancelling';
  readonly tasks: readonly PredictionTask[];
  readonly documents: readonly AcceptedDocument[];
  readonly cancelAfter: Date | undefined;
}

/**
 * Takes a job for a process and counts the attempt. A delivery means that whoever had the job before is dead, asleep or
 * has given it back, so a running one is taken over; only the newest attempt can write. Undefined: it has ended or is gone.
 */
export async function claimPredictionJob(
  db: Querier,
  id: string,
  processId: string,
  now: Date,
): Promise<ClaimedJob | undefined> {
  const { rows } = await sql<{
    status: 'running' | 'cancelling';
    attempt: number;
    tasks: readonly PredictionTask[];
    documents: readonly StoredDocument[] | null;
    cancel_after: Date | null;
  }>`
    update prediction_job
    set status = case prediction_job.status when 'cancelling' then 'cancelling' else 'running' end,
      attempt = prediction_job.attempt + 1, process_id = ${processId}, updated_at = ${now}
    where prediction_job.id = ${id} and prediction_job.status in ('notStarted', 'running', 'cancelling')
    returning status, attempt, tasks, documents, cancel_after
  `.execute(db);
  const row = rows[0];
  return (
    row && {
      claim: { id, processId, attempt: row.attempt },
      status: row.status,
      tasks: row.tasks,
      documents: (row.documents ?? []).map(([documentId, text, language, replaced]) => ({
        id: documentId,
        text,
        language: language ?? undefined,
        replaced: replaced === 1,
      })),
      cancelAfter: row.cancel_after ?? undefined,
    }
  );
}

/**
 * Ends a claimed job: writes its results and erases its texts in one statement. False when the claim is no longer the
 * newest or the job is not `from` any more; nothing is written then.
 */
export async function finishPredictionJob(
  db: Querier,
  claim: Claim,
  from: 'running' | 'cancelling',
  to: 'succeeded' | 'failed' | 'cancelled',
  results: readonly TaskResult[],
  now: Date,
): Promise<boolean> {
  const failed = results.filter(({ status }) => status === 'failed').length;
  const { rows } = await sql`
    with ended as (
      update prediction_job
      set status = ${to}, documents = null, completed = ${results.length - failed}, failed = ${failed},
        updated_at = ${now}, finished_at = ${now}, process_id = null
      where prediction_job.id = ${claim.id} and prediction_job.status = ${from}
        and prediction_job.attempt = ${claim.attempt} and prediction_job.process_id = ${claim.processId}
      returning id
    ), written as (
      insert into prediction_task_result (job_id, task_index, finished_at, result)
      select ended.id, (one.value ->> 'index')::int, ${now}, one.value
      from ended, jsonb_array_elements(${JSON.stringify(results)}::jsonb) as one
    )
    select id from ended
  `.execute(db);
  return rows.length === 1;
}

/** Whether a claimed job is neither cancelled nor taken over. */
export async function isStillRunning(db: Querier, claim: Claim): Promise<boolean> {
  const row = await db
    .selectFrom('prediction_job')
    .select('prediction_job.id')
    .where('prediction_job.id', '=', claim.id)
    .where('prediction_job.status', '=', 'running')
    .where('prediction_job.attempt', '=', claim.attempt)
    .where('prediction_job.process_id', '=', claim.processId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Gives a claimed job back because its process stops: another delivery begins it again, and the attempt does not count. */
export async function releasePredictionJob(db: Querier, claim: Claim, now: Date): Promise<void> {
  await db
    .updateTable('prediction_job')
    .set({ status: 'notStarted', attempt: claim.attempt - 1, process_id: null, updated_at: now })
    .where('prediction_job.id', '=', claim.id)
    .where('prediction_job.status', '=', 'running')
    .where('prediction_job.attempt', '=', claim.attempt)
    .where('prediction_job.process_id', '=', claim.processId)
    .execute();
}

/** A waiting job is cancelled and its texts are erased; a running one is told to stop. The new status, undefined when it has ended. */
export async function cancelPredictionJob(db: Querier, id: string, now: Date): Promise<Status | undefined> {
  const { rows } = await sql<{ status: Status }>`
    update prediction_job
    set status = case prediction_job.status when 'notStarted' then 'cancelled' else 'cancelling' end,
      documents = case prediction_job.status when 'notStarted' then null else prediction_job.documents end,
      finished_at = case prediction_job.status when 'notStarted' then ${now}::timestamptz end,
      updated_at = ${now}
    where prediction_job.id = ${id} and prediction_job.status in ('notStarted', 'running')
    returning status
  `.execute(db);
  return rows[0]?.status;
}

/** Which of these jobs have ended. */
export async function finalPredictionJobs(db: Querier, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from prediction_job where id = any(${ids}::uuid[]) and status = any(${finalStatuses}::text[])
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Jobs that nobody has begun, counted to at most `most`. */
export async function countWaitingJobs(db: Querier, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from prediction_job where status = 'notStarted' limit ${most}) as waiting
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** Erases up to `batch` expired jobs with their results; several processes may do so at once. */
export async function deleteExpiredJobs(db: Querier, now: Date, batch: number): Promise<number> {
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
