import { sql } from 'kysely';
import type { Querier } from '../db/database.ts';

/** A process that has not renewed its row for so long is gone. */
export const silentSeconds = 8;

export interface ProcessIdentity {
  /** `server` or `worker`. */
  readonly role: string;
  readonly host: string;
  readonly pid: number;
  /** Of who works in it: it belongs to one process tree at a time, so predecessors that are gone are swept at once. */
  readonly dataDirectory?: string;
}

/** Writes or renews the row of a process, by the database's clock. Answers whether there was none. */
export async function renewRow(
  db: Querier,
  id: string,
  { role, host, pid, dataDirectory }: ProcessIdentity,
  poolIds: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ inserted: boolean }>`
    insert into process (id, pool_ids, role, host, pid, data_directory, started_at, renewed_at)
    values (${id}, ${poolIds}::text[], ${role}, ${host}, ${pid}, ${dataDirectory ?? null}, now(), now())
    on conflict (id) do update set renewed_at = now(), pool_ids = excluded.pool_ids
    returning xmax = 0 as inserted
  `.execute(db);
  return rows[0]?.inserted === true;
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
