import type { TrainingView } from '@taxon/contract';
import type { TrainingProgress, TrainJob } from '@taxon/engine';
import { toOperationMembers } from '../operations/operation-wire.ts';

/** A training job: an operation with its own parts typed. */
export function toTrainingView(job: TrainJob): TrainingView {
  return {
    ...toOperationMembers(job.operation),
    model: job.modelName,
    configVersion: job.configVersion,
    evaluation: job.evaluation,
    progress: { training: toPhase(job.progress.training), evaluation: toPhase(job.progress.evaluation) },
  };
}

function toPhase(phase: TrainingProgress['training']): TrainingView['progress']['training'] {
  return {
    percent: phase.percent,
    status: phase.status,
    startedAt: phase.startedAt ?? null,
    finishedAt: phase.finishedAt ?? null,
  };
}
