import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toClassifyResponse, toInputDocuments, toWantedDetail } from './classify-wire.ts';

/** Classification of up to 25 texts. */
export const classifyHandlers = {
  classify: async ({ engine, actor, params: { project, deployment }, body }) => {
    const documents = toInputDocuments(body);
    const result = await engine.prediction.classify(actor, project, deployment, documents, toWantedDetail(body));
    return toClassifyResponse(result, body.top);
  },
} as const satisfies Partial<Handlers<V1Endpoints>>;
