import { sql } from 'kysely';
import type { Querier } from '../db/database.ts';

/** A process that has not renewed its row for 8 s counts as gone. */
export const silentSeconds = 8;

export interface ProcessInfo {
  /** `server` or `worker`. */
  readonly role: string;
  readonly host: string;
  readonly pid: number;
  /** A data folder belongs to one process tree at a time, so dead predecessors of the same folder are swept at once. */
  readonly dataDirectory?: string;
}

/** What a renewal found: a row that is at most 8 s old, none (at the first renewal or after a sweep), or an older one. */
export type Found = 'row' | 'none' | 'silent';

/** Writes or renews the row of a process. The times are the database's. */
export async function renewRow(
  db: Querier,
  id: string,
  { role, host, pid, dataDirectory }: ProcessInfo,
  poolIds: readonly string[],
): Promise<Found> {
  const { rows } = await sql<{ found: Found }>`
    with before as (select process.renewed_at from process where process.id = ${id}::uuid)
    insert into process (id, pool_ids, role, host, pid, data_directory, started_at, renewed_at)
    values (${id}, ${poolIds}::text[], ${role}, ${host}, ${pid}, ${dataDirectory ?? null}, now(), now())
    on conflict (id) do update set renewed_at = now(), pool_ids = excluded.pool_ids
    returning case when xmax = 0 then 'none'
      when (select before.renewed_at from before) < now() - make_interval(secs => ${silentSeconds}) then 'silent'
      else 'row' end as found
  `.execute(db);
  return rows[0]?.found ?? 'none';
}

/** The number of living processes by role. A role without a living process is absent. */
export async function countLiving(db: Querier): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ role: string; count: number }>`
    select process.role, count(*)::int as count from process
    where process.renewed_at >= now() - make_interval(secs => ${silentSeconds})
    group by process.role
  `.execute(db);
  return new Map(rows.map(({ role, count }) => [role, count]));
}
