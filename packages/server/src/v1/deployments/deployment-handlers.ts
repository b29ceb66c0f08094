import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toOperationView } from '../operations/operation-wire.ts';
import { toPage } from '../v1-paging.ts';
import { toDeploymentView } from './deployment-wire.ts';

/** Deployments. */
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
} as const satisfies Partial<Handlers<V1Endpoints>>;
