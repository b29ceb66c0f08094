import { sql } from 'kysely';
import type { Querier } from '../db/database.ts';

/** A delivery that was broken off because its process stops. */
export interface ReturnedJob {
  readonly id: string;
  /** Which delivery it was, from 1. */
  readonly attempt: number;
}

/**
 * The next delivery of these jobs is due at once and has the number of this one: nothing was wrong with them, so neither
 * the wait after a failure nor the count of failures is theirs. One that somebody has taken again stays as it is.
 */
export async function returnJobs(db: Querier, jobs: readonly ReturnedJob[]): Promise<void> {
  for (const { id, attempt } of jobs) {
    await sql`
      select 1 from graphile_worker.reschedule_jobs(
        array[${id}::bigint], run_at => now(), attempts => ${attempt - 1}::int
      )
    `.execute(db);
  }
}
