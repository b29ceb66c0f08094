import { sql } from 'kysely';
import type { Static, TObject } from 'typebox';
import type { Querier } from '../db/database.ts';
import type { JobDefinition } from './job-definition.ts';

interface EnqueueOptions {
  /** Not before. */
  readonly runAt?: Date;
  /** A waiting job with the same key is replaced. */
  readonly jobKey?: string;
}

/**
 * Adds a job to the queue as part of the caller's transaction: it exists exactly when the rows it is about exist.
 * Workers hear of it at the commit.
 */
export async function enqueue<Payload extends TObject>(
  tx: Querier,
  definition: JobDefinition<Payload>,
  payload: Static<Payload>,
  options: EnqueueOptions = {},
): Promise<void> {
  const body = JSON.stringify({ ...(payload as object), version: definition.version });
  await sql`
    select 1 from graphile_worker.add_job(
      ${definition.name}::text,
      payload => ${body}::json,
      run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${definition.maxAttempts}::int,
      job_key => ${options.jobKey ?? null}::text,
      priority => ${definition.priority}::int
    )
  `.execute(tx);
}
