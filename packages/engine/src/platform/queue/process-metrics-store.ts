import { sql } from 'kysely';
import type { Querier } from '../db/database.ts';
import type { MetricFamily } from '../metrics/metric-family.ts';
import { silentSeconds } from './process-row.ts';

/** The metrics of one living process. */
export interface ProcessMetrics {
  readonly role: string;
  readonly host: string;
  readonly pid: number;
  readonly families: readonly MetricFamily[];
}

/** Replaces the metrics of a process. Writes nothing when the process has no row: it stops, or it was swept. */
export async function put(db: Querier, processId: string, families: readonly MetricFamily[]): Promise<void> {
  await sql`
    insert into process_metrics (process_id, families)
    select process.id, ${JSON.stringify(families)}::json from process where process.id = ${processId}::uuid
    on conflict (process_id) do update set families = excluded.families
  `.execute(db);
}

/** The metrics of every other process that has renewed its row within the last 8 s. */
export async function readOfOthers(db: Querier, processId: string): Promise<readonly ProcessMetrics[]> {
  const { rows } = await sql<ProcessMetrics>`
    select process.role, process.host, process.pid, process_metrics.families
    from process join process_metrics on process_metrics.process_id = process.id
    where process.id <> ${processId}::uuid and process.renewed_at >= now() - make_interval(secs => ${silentSeconds})
    order by process.role, process.host, process.pid
  `.execute(db);
  return rows;
}
