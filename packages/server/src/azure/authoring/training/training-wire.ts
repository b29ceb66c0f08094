import type { AuthoringTrainJob, TrainBody } from '@taxon/contract';
import type { EvaluationOptions, TrainCommand, TrainingProgress, TrainJob } from '@taxon/engine';
import { invalidField } from '../../../http/door-fault.ts';
import { sevenDecimals } from '../../azure-time.ts';
import { toAuthoringJob } from '../job-wire.ts';

/** A training job on the wire. */
export function toAuthoringTrainJob(job: TrainJob): AuthoringTrainJob {
  return {
    result: {
      modelLabel: job.modelName,
      trainingConfigVersion: job.configVersion,
      trainingStatus: toSubState(job.progress.training),
      evaluationStatus: toSubState(job.progress.evaluation),
    },
    ...toAuthoringJob(job.operation),
  };
}

function toSubState(phase: TrainingProgress['training']) {
  return {
    percentComplete: phase.percent,
    ...(phase.startedAt === undefined ? {} : { startDateTime: sevenDecimals(new Date(phase.startedAt)) }),
    ...(phase.finishedAt === undefined ? {} : { endDateTime: sevenDecimals(new Date(phase.finishedAt)) }),
    status: phase.status,
  };
}

/** Body of `:train` as our command. */
export function toTrainCommand(body: TrainBody): TrainCommand {
  if (body.dataGenerationSettings !== undefined && body.dataGenerationSettings !== null) {
    throw invalidField('dataGenerationSettings', 'is not offered here', body.dataGenerationSettings);
  }
  const evaluation = toEvaluationOptions(body.evaluationOptions);
  return {
    modelName: body.modelLabel,
    configVersion: body.trainingConfigVersion ?? 'latest',
    // As recorded: the hosted service imports a location that is listed twice, and refuses to train with it.
    uniqueLocations: true,
    ...(evaluation === undefined ? {} : { evaluation }),
  };
}

function toEvaluationOptions(options: TrainBody['evaluationOptions']): EvaluationOptions | undefined {
  if (options === undefined) return undefined;
  const { kind: asked, ...percentages } = options;
  const kind = (asked ?? 'percentage').toLowerCase();
  if (kind === 'percentage' || kind === 'manual') return { ...percentages, kind };
  throw invalidField('evaluationOptions.kind', 'must be one of percentage, manual', asked);
}
