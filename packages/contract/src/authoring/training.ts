import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { authoringJobStatuses, jobStateMembers } from './job-state.ts';

/** Body of `:train`. `dataGenerationSettings` is named so that it can be refused by name. */
export const TrainBody = Type.Object({
  modelLabel: Type.String(),
  trainingConfigVersion: Type.Optional(Type.String()),
  evaluationOptions: Type.Optional(
    Type.Object({
      kind: Type.Optional(Type.String()),
      trainingSplitPercentage: Type.Optional(Type.Integer()),
      testingSplitPercentage: Type.Optional(Type.Integer()),
    }),
  ),
  dataGenerationSettings: Type.Optional(Type.Unknown()),
});
export type TrainBody = Static<typeof TrainBody>;

const subState = closed({
  percentComplete: Type.Integer({ minimum: 0, maximum: 100 }),
  startDateTime: Type.Optional(Type.String()),
  endDateTime: Type.Optional(Type.String()),
  status: Type.Enum(authoringJobStatuses),
});

export const AuthoringTrainJob = closed({
  result: closed({
    modelLabel: Type.String(),
    /** Always sent here; a recorded failed job of the hosted service lacks it. */
    trainingConfigVersion: Type.Optional(Type.String()),
    estimatedEndDateTime: Type.Optional(Type.String()),
    trainingStatus: subState,
    evaluationStatus: subState,
  }),
  ...jobStateMembers,
});
export type AuthoringTrainJob = Static<typeof AuthoringTrainJob>;
