import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toPage } from '../v1-paging.ts';
import { toModelView } from './model-wire.ts';

/** Models. */
export const modelHandlers = {
  listModels: ({ engine, actor, params, query, address }) =>
    toPage(query, address, (page) => engine.models.list(actor, params.project, page), toModelView),

  getModel: async ({ engine, actor, params }) =>
    toModelView(await engine.models.get(actor, params.project, params.model)),

  deleteModel: async ({ engine, actor, params }) => {
    await engine.models.delete(actor, params.project, params.model);
    return undefined;
  },
} as const satisfies Partial<Handlers<V1Endpoints>>;
