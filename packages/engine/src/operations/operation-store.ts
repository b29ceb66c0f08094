import { sql } from 'kysely';
import type { Querier } from '../platform/index.ts';
import type { Claim } from './life-cycle/claim.ts';
import { finalStatuses, type Status } from './life-cycle/status.ts';
import type { StoredOperation } from './operation.ts';
import { toOperation } from './operation-table.ts';

export interface OperationInsert {
  readonly id: string;
  readonly kind: string;
  readonly projectId: string | undefined;
  readonly projectName: string;
  readonly subject: string | undefined;
  readonly actor: string;
  readonly request: unknown;
  readonly progress: unknown;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** A new row, notStarted, with the first line of its history. */
export async function insert(db: Querier, operation: OperationInsert): Promise<StoredOperation> {
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
  return toOperation(row);
}

export async function findById(db: Querier, id: string): Promise<StoredOperation | undefined> {
  const row = await db.selectFrom('operation').selectAll().where('operation.id', '=', id).executeTakeFirst();
  return row && toOperation(row);
}

/** Newest first, without those that have expired. */
export async function list(
  db: Querier,
  where: {
    readonly projectName: string;
    readonly kinds: readonly string[];
    readonly skip: number;
    readonly top: number;
    readonly now: Date;
  },
): Promise<readonly StoredOperation[]> {
  const rows = await db
    .selectFrom('operation')
    .selectAll()
    .where('operation.project_name', '=', where.projectName)
    .where('operation.kind', 'in', where.kinds)
    .where('operation.expires_at', '>', where.now)
    // The cancelled work of a deleted project does not belong to another project of its name.
    .where(
      sql<boolean>`(
        operation.status <> 'cancelled' or operation.project_id is null
        or exists (select from project where project.id = operation.project_id and project.deleted_at is null)
      )`,
    )
    .orderBy('operation.created_at', 'desc')
    .orderBy('operation.id')
    .offset(where.skip)
    .limit(where.top)
    .execute();
  return rows.map(toOperation);
}

/** Writes progress while the claim holds. Answers the status then; undefined: the claim is lost. */
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

/** The ids of a project's operations that wait or run. */
export async function findUnfinishedIds(db: Querier, projectId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('operation')
    .select('operation.id')
    .where('operation.project_id', '=', projectId)
    .where('operation.status', 'in', ['notStarted', 'running'])
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Erases the operations of a project that had ended when its deletion was asked for. Those that the deletion cancelled stay
 * until they expire: whoever asks for them reads that.
 */
export async function eraseOf(db: Querier, projectId: string, deletionId: string): Promise<void> {
  await db
    .deleteFrom('operation')
    .where('operation.project_id', '=', projectId)
    .where('operation.id', '<>', deletionId)
    .where('operation.status', 'in', ['succeeded', 'failed'])
    .where((eb) =>
      eb(
        'operation.finished_at',
        '<',
        eb.selectFrom('operation as deletion').select('deletion.created_at').where('deletion.id', '=', deletionId),
      ),
    )
    .execute();
}
