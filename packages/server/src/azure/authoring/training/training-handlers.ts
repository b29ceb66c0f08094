import type { AuthoringEndpoints, AuthoringShape } from '@taxon/contract';
import type { Handlers } from '../../../http/call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toAuthoringTrainJob, toTrainCommand } from './training-wire.ts';

/** Training jobs. */
export const trainingHandlers = {
  Train: async ({ engine, actor, params, body }) => {
    const { operation } = await engine.training.requestTraining(actor, params.projectName, toTrainCommand(body));
    return operation;
  },

  ListTrainingJobs: ({ engine, actor, params, query, address }) =>
    toAuthoringPage(
      query,
      address,
      (page) => engine.training.listJobs(actor, params.projectName, page),
      toAuthoringTrainJob,
    ),

  GetTrainingStatus: async ({ engine, actor, params }) =>
    toAuthoringTrainJob(await engine.training.getJob(actor, params.projectName, params.jobId)),

  CancelTrainingJob: async ({ engine, actor, params }) => {
    const { operation } = await engine.training.cancel(actor, params.projectName, params.jobId);
    return operation;
  },
} as const satisfies Partial<Handlers<AuthoringEndpoints, AuthoringShape>>;
