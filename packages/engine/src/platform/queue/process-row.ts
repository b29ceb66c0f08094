import { sql } from 'kysely';
import type { Querier } from '../db/database.ts';

/** A process that has not renewed its row for so long is gone. */
export const silentSeconds = 8;

export interface ProcessInfo {
  /** `server` or `worker`. */
  readonly role: string;
  readonly host: string;
  readonly pid: number;
  /** Of who works in it: it belongs to one process tree at a time, so predecessors that are gone are swept at once. */
  readonly dataDirectory?: string;
}

/** What a renewal found: the row as it should be, none (the first one, or it was swept), or one that had been silent. */
export type Found = 'row' | 'none' | 'silent';

/** Writes or renews the row of a process, by the database's clock. */
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

/** Living processes by role; a role of which none lives is not there. */
export async function countLiving(db: Querier): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ role: string; count: number }>`
    select process.role, count(*)::int as count from process
    where process.renewed_at >= now() - make_interval(secs => ${silentSeconds})
    group by process.role
  `.execute(db);
  return new Map(rows.map(({ role, count }) => [role, count]));
}
