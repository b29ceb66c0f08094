import type { AuthoringEndpoints, AuthoringShape } from '@taxon/contract';
import type { Handlers } from '../../../http/call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toAuthoringModel } from './model-wire.ts';

/** Models. */
export const modelHandlers = {
  ListTrainedModels: ({ engine, actor, params, query, address, shape }) =>
    toAuthoringPage(
      query,
      address,
      (page) => engine.models.list(actor, params.projectName, page),
      (model) => toAuthoringModel(model, shape),
    ),

  GetTrainedModel: async ({ engine, actor, params, shape }) =>
    toAuthoringModel(await engine.models.get(actor, params.projectName, params.trainedModelLabel), shape),

  DeleteTrainedModel: async ({ engine, actor, params, reply }) => {
    await engine.models.delete(actor, params.projectName, params.trainedModelLabel);
    void reply.code(204);
    return undefined;
  },
} as const satisfies Partial<Handlers<AuthoringEndpoints, AuthoringShape>>;
