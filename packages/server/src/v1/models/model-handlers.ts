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

  listTrainings: ({ engine, params, query, address }) =>
    toPage(query, address, (page) => engine.training.listJobs(params.project, page), toTrainingView),

  getTraining: async ({ engine, params: { project, operation }, query }) => {
    const job = await engine.training.getJob(project, operation);
    const seconds = query.wait ?? 0;
    if (seconds === 0) return toTrainingView(job);
    await engine.operations.waitUntilFinal(operation, seconds * 1_000);
    return toTrainingView(await engine.training.getJob(project, operation));
  },

  cancelTraining: async ({ engine, actor, params }) =>
    toTrainingView(await engine.training.cancel(actor, params.project, params.operation)),

  listModels: ({ engine, params, query, address }) =>
    toPage(query, address, (page) => engine.models.list(params.project, page), toModelView),

  getModel: async ({ engine, params }) => toModelView(await engine.models.get(params.project, params.model)),

  deleteModel: async ({ engine, actor, params }) => {
    await engine.models.delete(actor, params.project, params.model);
    return undefined;
  },

  getEvaluation: async ({ engine, params }) =>
    toEvaluationView(await engine.models.evaluation(params.project, params.model)),

  listEvaluatedDocuments: async ({ engine, params: { project, model }, query, address }) => {
    const { classes, documents, total } = await engine.models.evaluatedDocuments(project, model, pageOf(query));
    const page = toCountedPage(query, address, { items: documents, total }, toEvaluatedDocumentView);
    return { ...page, classes: [...classes] };
  },
} as const satisfies Partial<V1Handlers>;
