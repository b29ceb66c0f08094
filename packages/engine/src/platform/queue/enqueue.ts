import { sql } from 'kysely';
import type { Static, TObject } from 'typebox';
import type { Querier } from '../db/database.ts';
import type { JobDefinition } from './job-definition.ts';

/**
 * Adds a job to the queue within the caller's transaction. So the job exists exactly when the rows that it is about exist.
 * Workers are notified at the commit.
 */
export async function enqueue<Payload extends TObject>(
  tx: Querier,
  definition: JobDefinition<Payload>,
  payload: Static<Payload>,
): Promise<void> {
  const body = JSON.stringify({ ...(payload as object), version: definition.version });
  await sql`
    select 1 from graphile_worker.add_job(
      ${definition.name}::text,
      payload => ${body}::json,
      max_attempts => ${definition.maxDeliveries}::int,
      priority => ${definition.priority}::int
    )
  `.execute(tx);
}
