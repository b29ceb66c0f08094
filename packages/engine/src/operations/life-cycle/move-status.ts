import { type RawBuilder, sql } from 'kysely';
import type { Querier } from '../../platform/index.ts';
import type { ClaimedRow, ClaimedTable } from './claimed-table.ts';
import type { Move } from './move.ts';
import { isFinal, type Status, transitions } from './status.ts';

/** A move that the table of transitions does not have is a defect of the caller. */
function requireTransitions(from: readonly Status[], to: Status): void {
  const wrong = from.find((status) => !(transitions[status] as readonly Status[]).includes(to));
  if (wrong !== undefined) throw new Error(`A row cannot move from ${wrong} to ${to}.`);
}

function commonAssignments({ to, now, processId, attempts }: Move<object>): RawBuilder<unknown>[] {
  const sets = [sql`status = ${to}`, sql`updated_at = ${now}`];
  if (processId !== undefined) sets.push(sql`process_id = ${processId}::uuid`);
  if (attempts !== undefined) sets.push(sql`attempt = target.attempt + ${attempts}::int`);
  if (isFinal(to)) sets.push(sql`finished_at = ${now}`);
  return sets;
}

/**
 * The one mover. It compares the status (and the claim), sets the new status, and does what the table wants to happen
 * together with that, all in one statement. Undefined: the row was not as expected, because somebody was faster.
 */
export async function moveStatus<Row extends ClaimedRow, Changes extends object>(
  db: Querier,
  table: ClaimedTable<Row, Changes>,
  move: Move<Changes>,
): Promise<Row | undefined> {
  requireTransitions(move.from, move.to);
  const name = sql.table(table.name);
  const { claim } = move;
  const row = table.readsOldStatus ? sql`old` : sql`target`;
  const held =
    claim === undefined
      ? sql`true`
      : sql`${row}.process_id = ${claim.processId}::uuid and ${row}.attempt = ${claim.attempt}::int`;
  const expected = sql`
    ${row}.status = any(${move.from}::text[]) and ${held} and ${move.only?.(row) ?? sql`true`}`;
  const sets = [...commonAssignments(move), ...table.assignments(move)];
  const beside = Object.entries(table.alongside(move)).map(([as, statement]) => sql`, ${sql.id(as)} as (${statement})`);
  const moved = table.readsOldStatus
    ? sql`
      old as (
        select * from ${name} where id = ${move.id}::uuid for update
      ), moved as (
        update ${name} as target set ${sql.join(sets)}
        from old
        where target.id = old.id and ${expected}
        returning target.*, old.status as old_status
      )`
    : sql`
      moved as (
        update ${name} as target set ${sql.join(sets)}
        where target.id = ${move.id}::uuid and ${expected}
        returning target.*
      )`;
  const { rows } = await sql<unknown>`
    with ${moved}${sql.join(beside, sql``)}
    select * from moved
  `.execute(db);
  return rows.length === 0 ? undefined : table.toRow(rows[0]);
}
