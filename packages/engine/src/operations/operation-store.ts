import { type Selectable, sql } from 'kysely';
import type { Issue, Querier, Tables } from '../platform/index.ts';
import { finalStatuses, type Status } from './life-cycle/status.ts';
import type { Claim, Operation, OperationKind } from './operation.ts';

export type OperationRow = Selectable<Tables['operation']>;

/** A row as the world sees it. */
export function toOperation(row: OperationRow): Operation {
  return {
    id: row.id,
    kind: row.kind as OperationKind,
    projectName: row.project_name,
    subject: row.subject ?? undefined,
    actor: row.actor,
    status: row.status as Status,
    request: row.request as Record<string, unknown>,
    progress: (row.progress as Record<string, unknown> | null) ?? undefined,
    result: (row.result as Record<string, unknown> | null) ?? undefined,
    errors: row.errors as Issue[],
    warnings: row.warnings as Issue[],
    attempt: row.attempt,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
    expiresAt: row.expires_at,
  };
}

export interface OperationInsert {
  readonly id: string;
  readonly kind: OperationKind;
  readonly projectId: string | undefined;
  readonly projectName: string;
  readonly subject: string | undefined;
  readonly actor: string;
  readonly request: object;
  readonly progress: object | undefined;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** A new row, notStarted, with the first line of its history. */
export async function insert(db: Querier, operation: OperationInsert): Promise<Operation> {
  const row = await db
    .with('created', (cte) =>
      cte
        .insertInto('operation')
        .values({
          id: operation.id,
          kind: operation.kind,
          project_id: operation.projectId ?? null,
          project_name: operation.projectName,
          subject: operation.subject ?? null,
          actor: operation.actor,
          status: 'notStarted',
          request: JSON.stringify(operation.request),
          progress: operation.progress === undefined ? null : JSON.stringify(operation.progress),
          created_at: operation.now,
          updated_at: operation.now,
          expires_at: operation.expiresAt,
        })
        .returningAll(),
    )
    .with('remembered', (cte) =>
      cte.insertInto('operation_history').values({
        operation_id: operation.id,
        moved_at: operation.now,
        actor: operation.actor,
        from_status: null,
        to_status: 'notStarted',
      }),
    )
    .selectFrom('created')
    .selectAll('created')
    .executeTakeFirstOrThrow();
  return toOperation(row as OperationRow);
}

export async function findById(db: Querier, id: string): Promise<Operation | undefined> {
  const row = await db.selectFrom('operation').selectAll().where('operation.id', '=', id).executeTakeFirst();
  return row && toOperation(row);
}

export async function list(
  db: Querier,
  where: { projectName: string; kind?: OperationKind | undefined; skip: number; top: number; now: Date },
): Promise<readonly Operation[]> {
  const rows = await db
    .selectFrom('operation')
    .selectAll()
    .where('operation.project_name', '=', where.projectName)
    .$if(where.kind !== undefined, (of) => of.where('operation.kind', '=', where.kind ?? ''))
    .where('operation.expires_at', '>', where.now)
    .orderBy('operation.created_at', 'desc')
    .orderBy('operation.id')
    .offset(where.skip)
    .limit(where.top)
    .execute();
  return rows.map(toOperation);
}

export async function history(
  db: Querier,
  id: string,
): Promise<readonly { at: Date; actor: string; from: Status | undefined; to: Status }[]> {
  const rows = await db
    .selectFrom('operation_history')
    .selectAll()
    .where('operation_history.operation_id', '=', id)
    .orderBy('operation_history.moved_at')
    .execute();
  return rows.map((row) => ({
    at: row.moved_at,
    actor: row.actor,
    from: (row.from_status as Status | null) ?? undefined,
    to: row.to_status as Status,
  }));
}

/** Which of these have ended. */
export async function finalIds(db: Querier, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select operation.id from operation
    where operation.id = any(${ids}::uuid[]) and operation.status = any(${finalStatuses}::text[])
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Writes progress while the claim holds; answers the status then, undefined when the claim is lost. */
export async function writeProgress(
  db: Querier,
  claim: Claim,
  progress: object,
  now: Date,
): Promise<Status | undefined> {
  const row = await db
    .updateTable('operation')
    .set({ progress: JSON.stringify(progress), updated_at: now })
    .where('operation.id', '=', claim.id)
    .where('operation.process_id', '=', claim.processId)
    .where('operation.attempt', '=', claim.attempt)
    .where('operation.status', 'in', ['running', 'cancelling'])
    .returning('operation.status')
    .executeTakeFirst();
  return row && (row.status as Status);
}

/** The status while the claim holds; undefined when it is lost or the operation has ended. */
export async function statusOfClaim(db: Querier, claim: Claim): Promise<Status | undefined> {
  const row = await db
    .selectFrom('operation')
    .select('operation.status')
    .where('operation.id', '=', claim.id)
    .where('operation.process_id', '=', claim.processId)
    .where('operation.attempt', '=', claim.attempt)
    .where('operation.status', 'in', ['running', 'cancelling'])
    .executeTakeFirst();
  return row && (row.status as Status);
}

/** Running operations of these processes. */
export async function heldBy(db: Querier, processIds: readonly string[]): Promise<readonly Operation[]> {
  const rows = await db
    .selectFrom('operation')
    .selectAll()
    .where('operation.process_id', 'in', [...processIds])
    .where('operation.status', 'in', ['running', 'cancelling'])
    .execute();
  return rows.map(toOperation);
}

/** Erases at most `limit` expired operations that have ended; answers how many. */
export async function eraseExpired(db: Querier, now: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from operation where operation.id in (
      select operation.id from operation
      where operation.expires_at <= ${now} and operation.status = any(${finalStatuses}::text[])
      order by operation.expires_at limit ${limit} for update skip locked
    )
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Operations of a project that have not ended. */
export async function unfinishedOf(db: Querier, projectId: string): Promise<readonly Operation[]> {
  const rows = await db
    .selectFrom('operation')
    .selectAll()
    .where('operation.project_id', '=', projectId)
    .where('operation.status', 'in', ['notStarted', 'running'])
    .execute();
  return rows.map(toOperation);
}

export async function eraseOf(db: Querier, projectId: string, except: string): Promise<void> {
  await db
    .deleteFrom('operation')
    .where('operation.project_id', '=', projectId)
    .where('operation.id', '<>', except)
    .execute();
}

export async function projectIdOf(db: Querier, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('operation')
    .select('operation.project_id')
    .where('operation.id', '=', id)
    .executeTakeFirst();
  return row?.project_id ?? undefined;
}
