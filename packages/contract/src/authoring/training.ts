import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import type { Endpoints } from '../common/endpoint.ts';
import { authoringJobStatuses, jobStateMembers } from './job-state.ts';
import { authoringList, listQuery } from './paging.ts';
import { accepted } from './responses.ts';

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

/** Training jobs. */
export const trainingEndpoints = {
  Train: {
    id: 'Train',
    method: 'POST',
    path: '/{projectName}/:train',
    right: 'write',
    summary: 'Trains and evaluates a model.',
    since: '2022-05-01',
    job: '/{projectName}/train/jobs/{jobId}',
    body: TrainBody,
    responses: accepted,
  },
  ListTrainingJobs: {
    id: 'ListTrainingJobs',
    method: 'GET',
    path: '/{projectName}/train/jobs',
    right: 'read',
    summary: 'Lists the training jobs that have not expired.',
    since: '2022-05-01',
    query: listQuery,
    responses: { 200: authoringList(AuthoringTrainJob) },
  },
  GetTrainingStatus: {
    id: 'GetTrainingStatus',
    method: 'GET',
    path: '/{projectName}/train/jobs/{jobId}',
    right: 'read',
    summary: 'Answers a training job.',
    since: '2022-05-01',
    answersJob: true,
    responses: { 200: AuthoringTrainJob },
  },
  CancelTrainingJob: {
    id: 'CancelTrainingJob',
    method: 'POST',
    path: '/{projectName}/train/jobs/{jobId}/:cancel',
    right: 'write',
    summary: 'Cancels a training job.',
    since: '2022-05-01',
    job: '/{projectName}/train/jobs/{jobId}',
    responses: accepted,
  },
} as const satisfies Endpoints;
