import { toClassifyResponse, toInputDocuments, toWantedDetail } from '../classification/classify-wire.ts';
import { toDeploymentView } from '../models/model-wire.ts';
import { toOperationView } from '../operations/operation-wire.ts';
import type { V1Handlers } from '../v1-call.ts';
import { toPage } from '../v1-paging.ts';

/** Deployments and what they answer. */
export const deploymentHandlers = {
  listDeployments: ({ engine, actor, params, query, address }) =>
    toPage(query, address, (page) => engine.deployments.list(actor, params.project, page), toDeploymentView),

  getDeployment: async ({ engine, actor, params }) =>
    toDeploymentView(await engine.deployments.get(actor, params.project, params.deployment)),

  deploy: async ({ engine, actor, params: { project, deployment }, body: { model, ...options } }) =>
    toOperationView(await engine.deployments.deploy(actor, project, deployment, model, options)),

  changeDeployment: async ({ engine, actor, params: { project, deployment }, body }) =>
    toDeploymentView(await engine.deployments.changeSettings(actor, project, deployment, body.settings)),

  deleteDeployment: async ({ engine, actor, params }) =>
    toOperationView(await engine.deployments.delete(actor, params.project, params.deployment)),

  swapDeployments: async ({ engine, actor, params, body }) =>
    toOperationView(await engine.deployments.swap(actor, params.project, body.first, body.second)),

  classify: async ({ engine, actor, params: { project, deployment }, body }) => {
    const documents = toInputDocuments(body);
    const result = await engine.prediction.classify(actor, project, deployment, documents, toWantedDetail(body));
    return toClassifyResponse(result, body.top);
  },
} as const satisfies Partial<V1Handlers>;
