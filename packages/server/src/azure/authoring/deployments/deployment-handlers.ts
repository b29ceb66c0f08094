import type { AuthoringHandlers } from '../authoring-call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toAuthoringJob } from '../job-wire.ts';
import { toAuthoringDeployment } from '../models/model-wire.ts';

/** Deployments and their jobs. */
export const deploymentHandlers = {
  ListDeployments: ({ engine, actor, params, paging, address, version }) =>
    toAuthoringPage(
      paging,
      address,
      (page) => engine.deployments.list(actor, params.projectName, page),
      (deployment) => toAuthoringDeployment(deployment, version),
    ),

  GetDeployment: async ({ engine, actor, params, version }) =>
    toAuthoringDeployment(await engine.deployments.get(actor, params.projectName, params.deploymentName), version),

  DeployProject: async ({ engine, actor, params: { projectName, deploymentName }, body }) => {
    const { id } = await engine.deployments.deploy(actor, projectName, deploymentName, body.trainedModelLabel);
    return { jobId: id };
  },

  DeleteDeployment: async ({ engine, actor, params: { projectName, deploymentName } }) => {
    const { id } = await engine.deployments.delete(actor, projectName, deploymentName);
    return { jobId: id };
  },

  GetDeploymentStatus: async ({ engine, params: { projectName, deploymentName, jobId } }) =>
    toAuthoringJob(
      await engine.operations.get({
        id: jobId,
        projectName,
        kind: ['deploy', 'delete-deployment'],
        subject: deploymentName,
      }),
    ),

  SwapDeployments: async ({ engine, actor, params: { projectName }, body }) => {
    const { firstDeploymentName: first, secondDeploymentName: second } = body;
    const { id } = await engine.deployments.swap(actor, projectName, first, second);
    return { jobId: id };
  },

  GetSwapDeploymentsStatus: async ({ engine, params: { projectName, jobId } }) =>
    toAuthoringJob(await engine.operations.get({ id: jobId, projectName, kind: 'swap-deployments' })),
} as const satisfies AuthoringHandlers;
