import type { AuthoringTrainJob, TrainBody } from '@taxon/contract';
import type { EvaluationOptions, TrainCommand, TrainJob, TrainProgress } from '@taxon/engine';
import { toTicks } from './authoring-date.ts';
import { toAuthoringJob } from './authoring-job-wire.ts';
import { invalidField } from './door-fault.ts';

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

function toSubState(phase: TrainProgress['training']) {
  return {
    percentComplete: phase.percent,
    ...(phase.startedAt === undefined ? {} : { startDateTime: toTicks(new Date(phase.startedAt)) }),
    ...(phase.finishedAt === undefined ? {} : { endDateTime: toTicks(new Date(phase.finishedAt)) }),
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
    ...(evaluation === undefined ? {} : { evaluation }),
  };
}

// One percentage alone means the other is the rest; none at all means the default split.
function toEvaluationOptions(options: TrainBody['evaluationOptions']): EvaluationOptions | undefined {
  if (options === undefined) return undefined;
  const kind = (options.kind ?? 'percentage').toLowerCase();
  if (kind === 'manual') return { kind };
  if (kind !== 'percentage') {
    throw invalidField('evaluationOptions.kind', 'must be one of percentage, manual', options.kind);
  }
  const { trainingSplitPercentage: training, testingSplitPercentage: testing } = options;
  if (training === undefined && testing === undefined) return undefined;
  return {
    kind,
    trainingSplitPercentage: training ?? 100 - (testing ?? 0),
    testingSplitPercentage: testing ?? 100 - (training ?? 0),
  };
}
