import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { inProject, operationPath, optionalInstant, projectPath, resourceName, waitQuery } from './names.ts';
import { operationMembers } from './operation.ts';
import { page, pagingQuery } from './paging.ts';
import { search } from './project.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const percentage = Type.Integer({ minimum: 1, maximum: 99 });

/** How the evaluation gets its documents. */
export const EvaluationOptionsView = closed(
  {
    kind: Type.Enum(['percentage', 'manual'], {
      description: '`percentage`: a stratified split by the seed. `manual`: the documents of the dataset `test`.',
    }),
    trainingSplitPercentage: Type.Optional(percentage),
    testingSplitPercentage: Type.Optional(percentage),
  },
  { title: 'EvaluationOptions' },
);

export const TrainRequest = closed(
  {
    model: resourceName('The name of the new model. It replaces a model of that name.'),
    configVersion: Type.Optional(Type.String({ default: 'latest' })),
    evaluation: Type.Optional(EvaluationOptionsView),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        description: 'The same data and seed make the same model, byte for byte. Left out: the seed of the project.',
      }),
    ),
    search: Type.Optional(search),
  },
  { title: 'TrainRequest' },
);
export type TrainRequest = Static<typeof TrainRequest>;

const TrainingPhase = closed(
  {
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
    status: operationMembers.status,
    startedAt: optionalInstant,
    finishedAt: optionalInstant,
  },
  { title: 'TrainingPhase' },
);

export const TrainingView = closed(
  {
    ...operationMembers,
    model: Type.String(),
    configVersion: Type.String(),
    evaluation: EvaluationOptionsView,
    progress: closed({ training: TrainingPhase, evaluation: TrainingPhase }, { title: 'TrainingProgress' }),
  },
  { title: 'Training' },
);
export type TrainingView = Static<typeof TrainingView>;

const onTraining = Type.Object({ ...projectPath, ...operationPath });

/** Training jobs. */
export const trainingEndpoints = {
  train: {
    id: 'train',
    tag: 'Training',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}:train',
    summary: 'Train and evaluate a model',
    description:
      'A worker trains on the labelled documents as they are when it begins. It evaluates the model on the documents held back and stores it under the name in the body. An older model of that name loses the name; deployments that point at it keep it. Refuses a second training of a project while one waits or runs (409), an unknown `configVersion`, a split that does not add up to 100, and one model more than a project may have (400). Too few documents or classes fail the operation.',
    params: inProject,
    body: TrainRequest,
    responses: { 202: TrainingView },
    job: '/operations/{operation}',
  },
  listTrainings: {
    id: 'listTrainings',
    tag: 'Training',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/trainings',
    summary: 'List training jobs, newest first',
    description: 'Answers the training jobs of the last seven days, page by page.',
    params: inProject,
    query: pagingQuery({}),
    responses: { 200: page(TrainingView, 'TrainingPage') },
  },
  getTraining: {
    id: 'getTraining',
    tag: 'Training',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/trainings/{operation}',
    summary: 'Get a training job',
    description:
      'Answers how far training and evaluation are, and the errors of a job that failed. With `wait`, the server answers when the job has ended, or after that many seconds. 404 after seven days.',
    params: onTraining,
    query: waitQuery,
    responses: { 200: TrainingView },
  },
  cancelTraining: {
    id: 'cancelTraining',
    tag: 'Training',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}/trainings/{operation}:cancel',
    summary: 'Cancel a training job',
    description:
      'A job that waits is cancelled at once. A job that runs is `cancelling` until its worker has stopped, and leaves no model. Refuses a job that has ended (409).',
    params: onTraining,
    responses: { 202: TrainingView },
    job: '/operations/{operation}',
  },
} as const satisfies Record<string, V1Endpoint>;
