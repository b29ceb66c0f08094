import { enter } from '../access/index.ts';
import { checkAnswerSettings, patchedAnswerSettings } from '../answering/index.ts';
import { classesOfModel } from './classes-of-model.ts';
import type { DeploymentService } from './deployment.ts';
import type { Change, DeploymentDeps } from './deployment-deps.ts';
import { changeDeploymentOperation } from './deployment-operations.ts';
import { readDeployment } from './deployment-read.ts';
import * as store from './deployment-store.ts';

/** Changes when a deployment answers a class. The change holds from the next request on, because no settings are cached. */
export function createChangeSettings(
  { operations, threads }: DeploymentDeps,
  change: Change,
): DeploymentService['changeSettings'] {
  return async (actor, projectName, deploymentName, asked) => {
    const scope = enter(actor, 'own', projectName);
    return change(scope, async (tx, project) => {
      const deployment = await readDeployment(tx, project, deploymentName);
      const { model } = deployment;
      const settings = patchedAnswerSettings(deployment.settings, asked);
      const classes = settings.thresholds === undefined ? [] : await classesOfModel(threads, tx, model);
      checkAnswerSettings(settings, { kind: project.kind, overrides: true, model: { name: model.name, classes } });
      await store.updateSettings(tx, project.id, deploymentName, settings);
      const base = { projectId: project.id, projectName, subject: deploymentName, actor: actor.name };
      const request = { deploymentName, settings: asked };
      const result = { modelId: model.id, settings };
      await operations.createDone(tx, changeDeploymentOperation, { ...base, request }, { result });
      return { ...deployment, settings };
    });
  };
}
