import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { pageOf, toCountedPage } from '../v1-paging.ts';
import { toEvaluatedDocumentView, toEvaluationView } from './evaluation-wire.ts';

/** How good a model was on its test documents. */
export const evaluationHandlers = {
  getEvaluation: async ({ engine, actor, params }) =>
    toEvaluationView(await engine.models.evaluation(actor, params.project, params.model)),

  listEvaluatedDocuments: async ({ engine, actor, params: { project, model }, query, address }) => {
    const { classes, documents, total } = await engine.models.evaluatedDocuments(actor, project, model, pageOf(query));
    const page = toCountedPage(query, address, { items: documents, total }, toEvaluatedDocumentView);
    return { ...page, classes: [...classes] };
  },
} as const satisfies Partial<Handlers<V1Endpoints>>;
