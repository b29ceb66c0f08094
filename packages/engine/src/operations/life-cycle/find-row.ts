import { sql } from 'kysely';
import type { Querier } from '../../platform/index.ts';
import type { Claim } from './claim.ts';
import type { ClaimedRow, ClaimedTable } from './claimed-table.ts';
import { finalStatuses, type Status } from './status.ts';

type Table = Pick<ClaimedTable<ClaimedRow, object>, 'name'>;

/** The row of this id, if there is one. */
export async function findRow<Row extends ClaimedRow, Changes extends object>(
  db: Querier,
  table: ClaimedTable<Row, Changes>,
  id: string,
): Promise<Row | undefined> {
  const { rows } = await sql<unknown>`select * from ${sql.table(table.name)} where id = ${id}::uuid`.execute(db);
  return rows.length === 0 ? undefined : table.toRow(rows[0]);
}

/** The rows that these processes hold. */
export async function findHeldRows<Row extends ClaimedRow, Changes extends object>(
  db: Querier,
  table: ClaimedTable<Row, Changes>,
  processIds: readonly string[],
): Promise<readonly Row[]> {
  const { rows } = await sql<unknown>`
    select * from ${sql.table(table.name)}
    where process_id = any(${processIds}::uuid[]) and status in ('running', 'cancelling')
  `.execute(db);
  return rows.map(table.toRow);
}

/** The status while the claim holds the row; undefined: the claim is lost, or the row has ended. */
export async function findStatusOfClaim(db: Querier, table: Table, claim: Claim): Promise<Status | undefined> {
  const { rows } = await sql<{ status: Status }>`
    select status from ${sql.table(table.name)}
    where id = ${claim.id}::uuid and process_id = ${claim.processId}::uuid and attempt = ${claim.attempt}::int
      and status in ('running', 'cancelling')
  `.execute(db);
  return rows[0]?.status;
}

/** Which of these ids belong to rows that have ended. */
export async function findFinalIds(db: Querier, table: Table, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table.name)}
    where id = any(${ids}::uuid[]) and status = any(${finalStatuses}::text[])
  `.execute(db);
  return rows.map(({ id }) => id);
}
