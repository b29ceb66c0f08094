import type { OperationView, V1Issue } from '@taxon/contract';
import type { Issue, Operation } from '@taxon/engine';

/** A fault or warning inside something accepted. */
export function toV1Issue(issue: Issue): V1Issue {
  return { code: issue.code, message: issue.message };
}

/** A time that may not have come yet. */
export function toInstant(date: Date | undefined): string | null {
  return date === undefined ? null : date.toISOString();
}

/** An operation of any kind. */
export function toOperationView(operation: Operation): OperationView {
  return { ...toOperationMembers(operation), progress: operation.progress ?? null };
}

/** What every operation has, whatever its kind. */
export function toOperationMembers(operation: Operation) {
  return {
    id: operation.id,
    kind: operation.kind,
    project: operation.projectName,
    subject: operation.subject ?? null,
    actor: operation.actor,
    status: operation.status,
    result: operation.result ?? null,
    errors: operation.errors.map(toV1Issue),
    warnings: operation.warnings.map(toV1Issue),
    createdAt: operation.createdAt.toISOString(),
    updatedAt: operation.updatedAt.toISOString(),
    startedAt: toInstant(operation.startedAt),
    finishedAt: toInstant(operation.finishedAt),
    expiresAt: operation.expiresAt.toISOString(),
  };
}
