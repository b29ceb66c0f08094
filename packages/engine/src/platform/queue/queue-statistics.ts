import { sql } from 'kysely';
import type { Querier } from '../db/database.ts';

/** How one task stands in the queue. */
export interface QueueStatistics {
  readonly task: string;
  /** Due and not taken. */
  readonly waiting: number;
  /** Taken by a worker. */
  readonly running: number;
  /** Since when the oldest waiting one is due, in seconds; 0 when none waits. */
  readonly oldestSeconds: number;
}

export async function readQueueStatistics(db: Querier): Promise<readonly QueueStatistics[]> {
  const { rows } = await sql<QueueStatistics>`
    with due as (
      select jobs.task_identifier as task, jobs.locked_at is not null as taken, jobs.run_at
      from graphile_worker.jobs as jobs
      where jobs.locked_at is not null or (jobs.run_at <= now() and jobs.attempts < jobs.max_attempts)
    )
    select due.task, count(*) filter (where not due.taken)::int as waiting,
      count(*) filter (where due.taken)::int as running,
      coalesce(extract(epoch from now() - min(due.run_at) filter (where not due.taken)), 0)::float8 as "oldestSeconds"
    from due group by due.task order by due.task
  `.execute(db);
  return rows;
}
