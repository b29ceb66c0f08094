import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toPage } from '../v1-paging.ts';
import { toTrainingView } from './training-wire.ts';

/** Training jobs. */
export const trainingHandlers = {
  train: async ({ engine, actor, params, body }) => {
    const { model, configVersion, ...rest } = body;
    const command = { ...rest, modelName: model, configVersion: configVersion ?? 'latest' };
    return toTrainingView(await engine.training.requestTraining(actor, params.project, command));
  },

  listTrainings: ({ engine, actor, params, query, address }) =>
    toPage(query, address, (page) => engine.training.listJobs(actor, params.project, page), toTrainingView),

  getTraining: async ({ engine, actor, params: { project, operation }, query }) => {
    const job = await engine.training.getJob(actor, project, operation);
    const seconds = query.wait ?? 0;
    if (seconds === 0) return toTrainingView(job);
    await engine.operations.waitUntilFinal(actor, operation, seconds * 1_000);
    return toTrainingView(await engine.training.getJob(actor, project, operation));
  },

  cancelTraining: async ({ engine, actor, params }) =>
    toTrainingView(await engine.training.cancel(actor, params.project, params.operation)),
} as const satisfies Partial<Handlers<V1Endpoints>>;
