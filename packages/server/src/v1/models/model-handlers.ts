import { toTrainingView } from '../operations/operation-wire.ts';
import type { V1Handlers } from '../v1-call.ts';
import { pageOf, toCountedPage, toPage } from '../v1-paging.ts';
import { toEvaluatedDocumentView, toEvaluationView, toModelView } from './model-wire.ts';

/** Training jobs, models and their evaluation. */
export const modelHandlers = {
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
    await engine.operations.waitUntilFinal(operation, seconds * 1_000);
    return toTrainingView(await engine.training.getJob(actor, project, operation));
  },

  cancelTraining: async ({ engine, actor, params }) =>
    toTrainingView(await engine.training.cancel(actor, params.project, params.operation)),

  listModels: ({ engine, actor, params, query, address }) =>
    toPage(query, address, (page) => engine.models.list(actor, params.project, page), toModelView),

  getModel: async ({ engine, actor, params }) =>
    toModelView(await engine.models.get(actor, params.project, params.model)),

  deleteModel: async ({ engine, actor, params }) => {
    await engine.models.delete(actor, params.project, params.model);
    return undefined;
  },

  getEvaluation: async ({ engine, actor, params }) =>
    toEvaluationView(await engine.models.evaluation(actor, params.project, params.model)),

  listEvaluatedDocuments: async ({ engine, actor, params: { project, model }, query, address }) => {
    const { classes, documents, total } = await engine.models.evaluatedDocuments(actor, project, model, pageOf(query));
    const page = toCountedPage(query, address, { items: documents, total }, toEvaluatedDocumentView);
    return { ...page, classes: [...classes] };
  },
} as const satisfies Partial<V1Handlers>;
