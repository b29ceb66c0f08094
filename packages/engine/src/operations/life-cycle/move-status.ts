import { type RawBuilder, sql } from 'kysely';
import type { Issue, Querier } from '../../platform/index.ts';
import type { Claim, Operation } from '../operation.ts';
import { type OperationRow, toOperation } from '../operation-store.ts';
import { isFinal, type Status, transitions } from './status.ts';

/** What may change together with a status. Undefined leaves the column as it is; null empties it. */
export interface MoveChanges {
  readonly result?: object;
  readonly errors?: readonly Issue[];
  readonly warnings?: readonly Issue[];
  readonly progress?: object;
  readonly projectId?: string;
  readonly processId?: string | null;
  /** Added to the attempt number. */
  readonly attempts?: 1 | -1;
}

export interface Move {
  readonly id: string;
  readonly from: readonly Status[];
  readonly to: Status;
  readonly actor: string;
  readonly now: Date;
  /** Only if this claim still holds the row. */
  readonly claim?: Claim;
  /** A further condition on the row, which is named `old` there. */
  readonly only?: RawBuilder<unknown>;
  readonly changes?: MoveChanges;
}

function assignments(move: Move): RawBuilder<unknown>[] {
  const { changes = {}, now, to } = move;
  const sets = [sql`status = ${to}`, sql`updated_at = ${now}`];
  const json = (value: object) => sql`${JSON.stringify(value)}::jsonb`;
  if (changes.result !== undefined) sets.push(sql`result = ${json(changes.result)}`);
  if (changes.errors !== undefined) sets.push(sql`errors = ${json(changes.errors)}`);
  if (changes.warnings !== undefined) sets.push(sql`warnings = ${json(changes.warnings)}`);
  if (changes.progress !== undefined) sets.push(sql`progress = ${json(changes.progress)}`);
  if (changes.projectId !== undefined) sets.push(sql`project_id = ${changes.projectId}::uuid`);
  if (changes.processId !== undefined) sets.push(sql`process_id = ${changes.processId}::uuid`);
  if (changes.attempts !== undefined) sets.push(sql`attempt = operation.attempt + ${changes.attempts}::int`);
  // What is born succeeded begins and ends at the same moment.
  if (to === 'running' || to === 'succeeded') sets.push(sql`started_at = coalesce(operation.started_at, ${now})`);
  if (isFinal(to)) sets.push(sql`finished_at = ${now}`);
  return sets;
}

/** A move that the table of the state machine does not have is a defect of the caller. */
function requireTransitions(from: readonly Status[], to: Status): void {
  const wrong = from.find((status) => !(transitions[status] as readonly Status[]).includes(to));
  if (wrong !== undefined) throw new Error(`An operation cannot move from ${wrong} to ${to}.`);
}

/**
 * The one mover: compares the status (and the claim) and sets the new one, writes the history line, and erases the
 * uploaded body when the operation has ended, all in one statement. Undefined: somebody was faster.
 */
export async function moveStatus(db: Querier, move: Move): Promise<Operation | undefined> {
  requireTransitions(move.from, move.to);
  const held =
    move.claim === undefined
      ? sql`true`
      : sql`old.process_id = ${move.claim.processId}::uuid and old.attempt = ${move.claim.attempt}::int`;
  const { rows } = await sql<OperationRow>`
    with old as (
      select * from operation where operation.id = ${move.id}::uuid for update
    ), moved as (
      update operation set ${sql.join(assignments(move))}
      from old
      where operation.id = old.id and old.status = any(${move.from}::text[]) and ${held} and ${move.only ?? sql`true`}
      returning operation.*, old.status as old_status
    ), remembered as (
      insert into operation_history (operation_id, moved_at, actor, from_status, to_status)
      select moved.id, ${move.now}::timestamptz, ${move.actor}, moved.old_status, moved.status from moved
    ), erased as (
      delete from operation_payload
      where ${isFinal(move.to)}::boolean and operation_payload.operation_id in (select moved.id from moved)
    )
    select * from moved
  `.execute(db);
  return rows[0] && toOperation(rows[0]);
}
