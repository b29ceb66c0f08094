import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { inProject, instant, onModel } from './names.ts';
import { page, pagingQuery } from './paging.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const kind = Type.Enum(['single', 'multi']);

export const ModelView = closed(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    kind,
    configVersion: Type.String(),
    seed: Type.Integer(),
    byteLength: Type.Integer(),
    snapshotDigest: Type.String({
      description: 'Digest of the training data. The same digest and seed make the same model.',
    }),
    trainedAt: instant,
    trainingSeconds: Type.Number(),
  },
  { title: 'Model' },
);
export type ModelView = Static<typeof ModelView>;

/** Models. */
export const modelEndpoints = {
  listModels: {
    id: 'listModels',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models',
    summary: 'List models',
    description: 'Answers the models by name, each with when and how it was trained, page by page.',
    params: inProject,
    query: pagingQuery({}),
    responses: { 200: page(ModelView, 'ModelPage') },
  },
  getModel: {
    id: 'getModel',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}',
    summary: 'Get a model',
    description: 'Answers when and how it was trained. 404 when there is no model of this name.',
    params: onModel,
    responses: { 200: ModelView },
  },
  deleteModel: {
    id: 'deleteModel',
    tag: 'Models',
    right: 'own',
    method: 'DELETE',
    path: '/projects/{project}/models/{model}',
    summary: 'Delete a model that no deployment uses',
    description:
      'Deletes its evaluation too. Refuses while a deployment points at the model, and names that deployment (409).',
    params: onModel,
    responses: { 204: null },
  },
} as const satisfies Record<string, V1Endpoint>;
