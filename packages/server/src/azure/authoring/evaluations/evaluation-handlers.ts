import type { AuthoringEndpoints, AuthoringShape } from '@taxon/contract';
import type { Handlers } from '../../../http/call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toDocumentEvaluation, toEvaluationSummary } from './evaluation-wire.ts';

/** How good a model was on its test documents. */
export const evaluationHandlers = {
  GetModelEvaluationSummary: async ({ engine, actor, params }) =>
    toEvaluationSummary(await engine.models.evaluation(actor, params.projectName, params.trainedModelLabel)),

  GetModelEvaluationResults: async ({ engine, actor, params: { projectName, trainedModelLabel }, query, address }) => {
    const { kind } = await engine.models.get(actor, projectName, trainedModelLabel);
    return toAuthoringPage(
      query,
      address,
      async (page) => (await engine.models.evaluatedDocuments(actor, projectName, trainedModelLabel, page)).documents,
      (document) => toDocumentEvaluation(document, kind),
    );
  },
} as const satisfies Partial<Handlers<AuthoringEndpoints, AuthoringShape>>;
