import type { AuthoringHandlers } from '../authoring-call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toDocumentEvaluation, toEvaluationSummary } from '../models/evaluation-wire.ts';
import { toAuthoringModel } from '../models/model-wire.ts';
import { toAuthoringTrainJob, toTrainCommand } from './training-wire.ts';

/** Training jobs, models and their evaluation. */
export const trainingHandlers = {
  Train: async ({ engine, actor, params, body }) => {
    const { operation } = await engine.training.requestTraining(actor, params.projectName, toTrainCommand(body));
    return { jobId: operation.id };
  },

  ListTrainingJobs: ({ engine, actor, params, paging, address }) =>
    toAuthoringPage(
      paging,
      address,
      (page) => engine.training.listJobs(actor, params.projectName, page),
      toAuthoringTrainJob,
    ),

  GetTrainingStatus: async ({ engine, actor, params }) =>
    toAuthoringTrainJob(await engine.training.getJob(actor, params.projectName, params.jobId)),

  CancelTrainingJob: async ({ engine, actor, params }) => {
    const { operation } = await engine.training.cancel(actor, params.projectName, params.jobId);
    return { jobId: operation.id };
  },

  ListTrainedModels: ({ engine, actor, params, paging, address, version }) =>
    toAuthoringPage(
      paging,
      address,
      (page) => engine.models.list(actor, params.projectName, page),
      (model) => toAuthoringModel(model, version),
    ),

  GetTrainedModel: async ({ engine, actor, params, version }) =>
    toAuthoringModel(await engine.models.get(actor, params.projectName, params.trainedModelLabel), version),

  DeleteTrainedModel: async ({ engine, actor, params, reply }) => {
    await engine.models.delete(actor, params.projectName, params.trainedModelLabel);
    void reply.code(204);
    return undefined;
  },

  GetModelEvaluationSummary: async ({ engine, actor, params }) =>
    toEvaluationSummary(await engine.models.evaluation(actor, params.projectName, params.trainedModelLabel)),

  GetModelEvaluationResults: async ({ engine, actor, params: { projectName, trainedModelLabel }, paging, address }) => {
    const { kind } = await engine.models.get(actor, projectName, trainedModelLabel);
    return toAuthoringPage(
      paging,
      address,
      async (page) => (await engine.models.evaluatedDocuments(actor, projectName, trainedModelLabel, page)).documents,
      (document) => toDocumentEvaluation(document, kind),
    );
  },
} as const satisfies AuthoringHandlers;
