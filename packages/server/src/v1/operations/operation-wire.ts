import type { OperationView, TrainingView, V1Issue } from '@taxon/contract';
import type { Issue, Operation, TrainJob, TrainProgress } from '@taxon/engine';

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
  return { ...membersOf(operation), progress: operation.progress ?? null };
}

/** A training job: an operation with its own parts typed. */
export function toTrainingView(job: TrainJob): TrainingView {
  return {
    ...membersOf(job.operation),
    model: job.modelName,
    configVersion: job.configVersion,
    evaluation: job.evaluation,
    progress: { training: toPhase(job.progress.training), evaluation: toPhase(job.progress.evaluation) },
  };
}

function membersOf(operation: Operation) {
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

function toPhase(phase: TrainProgress['training']): TrainingView['progress']['training'] {
  return {
    percent: phase.percent,
    status: phase.status,
    startedAt: phase.startedAt ?? null,
    finishedAt: phase.finishedAt ?? null,
  };
}
