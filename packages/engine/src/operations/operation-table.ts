import { type Selectable, sql } from 'kysely';
import type { Issue, Tables } from '../platform/index.ts';
import type { ClaimedTable } from './life-cycle/claimed-table.ts';
import { isFinal, type Status } from './life-cycle/status.ts';
import type { StoredOperation } from './operation.ts';

/** What may change together with the status of an operation. Undefined leaves a column as it is. */
export interface OperationChanges<Result = unknown> {
  readonly result?: Result;
  readonly errors?: readonly Issue[];
  readonly warnings?: readonly Issue[];
  /** For an operation that makes its project. */
  readonly projectId?: string;
}

/** An operation from the columns of its row. */
export function toOperation(row: Selectable<Tables['operation']>): StoredOperation {
  return {
    id: row.id,
    kind: row.kind,
    projectId: row.project_id ?? undefined,
    projectName: row.project_name,
    subject: row.subject ?? undefined,
    actor: row.actor,
    status: row.status as Status,
    request: row.request,
    progress: row.progress ?? undefined,
    result: row.result ?? undefined,
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

/**
 * The table of operations. Each move adds a line to the history. The move that ends an operation erases the uploaded
 * body. An operation that has done its work in the moment of a cancel has succeeded.
 */
export const operationTable: ClaimedTable<StoredOperation, OperationChanges> = {
  name: 'operation',
  noun: 'an operation',
  logFields: (operationId) => ({ operationId }),
  readsOldStatus: true,
  cancelWins: false,
  assignments: ({ changes: { result, errors, warnings, projectId } = {}, to, now }) => {
    const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
    return [
      ...(result === undefined ? [] : [sql`result = ${json(result)}`]),
      ...(errors === undefined ? [] : [sql`errors = ${json(errors)}`]),
      ...(warnings === undefined ? [] : [sql`warnings = ${json(warnings)}`]),
      ...(projectId === undefined ? [] : [sql`project_id = ${projectId}::uuid`]),
      // What is done within its request starts and ends at the same moment.
      ...(to === 'running' || to === 'succeeded' ? [sql`started_at = coalesce(target.started_at, ${now})`] : []),
    ];
  },
  alongside: ({ actor, to, now }) => ({
    remembered: sql`
      insert into operation_history (operation_id, moved_at, actor, from_status, to_status)
      select moved.id, ${now}::timestamptz, ${actor}, moved.old_status, moved.status from moved`,
    ...(isFinal(to)
      ? {
          erased: sql`delete from operation_payload where operation_payload.operation_id in (select moved.id from moved)`,
        }
      : {}),
  }),
  toRow: (columns) => toOperation(columns as Selectable<Tables['operation']>),
  failure: (_operation, issue) => ({ errors: [issue] }),
};
