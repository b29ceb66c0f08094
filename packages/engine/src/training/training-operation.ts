import { type Static, Type } from 'typebox';
import { defineOperation, statuses } from '../operations/index.ts';
import { trainingSearches } from '../projects/index.ts';

const EvaluationOptions = Type.Object({
  kind: Type.Enum(['percentage', 'manual']),
  trainingSplitPercentage: Type.Optional(Type.Integer()),
  testingSplitPercentage: Type.Optional(Type.Integer()),
});

/** What a training is asked with: everything is resolved, so that a later default cannot change a job that waits. */
const TrainingRequest = Type.Object({
  /** A project that was deleted and made again under its name is another one. */
  projectId: Type.String(),
  modelName: Type.String(),
  /** The real version, never `latest`. */
  configVersion: Type.String(),
  evaluation: EvaluationOptions,
  /** 0 to 2^32 - 1. */
  seed: Type.Integer(),
  /** Absent in jobs of the first program version, which means `none`. */
  search: Type.Optional(Type.Enum(trainingSearches)),
});
export type TrainingRequest = Static<typeof TrainingRequest>;

const Step = Type.Object({
  /** Whole. */
  percent: Type.Integer(),
  status: Type.Enum(statuses),
  startedAt: Type.Optional(Type.String()),
  finishedAt: Type.Optional(Type.String()),
});

/** Where the two steps of a training stand. */
const TrainingProgress = Type.Object({ training: Step, evaluation: Step });
export type TrainingProgress = Static<typeof TrainingProgress>;

export const trainOperation = defineOperation({
  kind: 'train',
  request: TrainingRequest,
  progress: TrainingProgress,
  result: Type.Object({ modelId: Type.String(), modelName: Type.String() }),
});

/** The progress of a training that has not begun. */
export const notStartedProgress: TrainingProgress = {
  training: { percent: 0, status: 'notStarted' },
  evaluation: { percent: 0, status: 'notStarted' },
};
