import type { AuthoringEndpoints, AuthoringShape } from '@taxon/contract';
import type { Handlers } from '../../../http/call.ts';
import { toAuthoringPage } from '../authoring-paging.ts';
import { toAuthoringJob } from '../job-wire.ts';
import { toAuthoringDeployment } from './deployment-wire.ts';

/** Deployments and their jobs. */
export const deploymentHandlers = {
  ListDeployments: ({ engine, actor, params, query, address, shape }) =>
    toAuthoringPage(
      query,
      address,
      (page) => engine.deployments.list(actor, params.projectName, page),
      (deployment) => toAuthoringDeployment(deployment, shape),
    ),

  GetDeployment: async ({ engine, actor, params, shape }) =>
    toAuthoringDeployment(await engine.deployments.get(actor, params.projectName, params.deploymentName), shape),

  DeployProject: ({ engine, actor, params: { projectName, deploymentName }, body }) =>
    engine.deployments.deploy(actor, projectName, deploymentName, body.trainedModelLabel),

  DeleteDeployment: ({ engine, actor, params: { projectName, deploymentName } }) =>
    engine.deployments.delete(actor, projectName, deploymentName),

  GetDeploymentStatus: async ({ engine, actor, params: { projectName, deploymentName, jobId } }) =>
    toAuthoringJob(
      await engine.operations.get(actor, {
        id: jobId,
        projectName,
        kind: ['deploy', 'delete-deployment'],
        subject: deploymentName,
      }),
    ),

  SwapDeployments: ({ engine, actor, params, body }) =>
    engine.deployments.swap(actor, params.projectName, body.firstDeploymentName, body.secondDeploymentName),

  GetSwapDeploymentsStatus: async ({ engine, actor, params: { projectName, jobId } }) =>
    toAuthoringJob(await engine.operations.get(actor, { id: jobId, projectName, kind: 'swap-deployments' })),
} as const satisfies Partial<Handlers<AuthoringEndpoints, AuthoringShape>>;
