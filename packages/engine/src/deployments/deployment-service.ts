import { enter } from '../access/index.ts';
import { eraseUnusedModels, lockProjectModels } from '../models/index.ts';
import type { Tx } from '../platform/index.ts';
import { keepProject, markDeployed, requireProject } from '../projects/index.ts';
import { createChangeSettings } from './change-settings.ts';
import { createDeploy } from './deploy.ts';
import type { DeploymentService } from './deployment.ts';
import type { Change, DeploymentDeps } from './deployment-deps.ts';
import { deleteDeploymentOperation, swapDeploymentsOperation } from './deployment-operations.ts';
import { readDeployment, readDeployments, requireDeployment } from './deployment-read.ts';
import * as store from './deployment-store.ts';

export function createDeploymentService(deps: DeploymentDeps): DeploymentService {
  const change: Change = (scope, act) =>
    deps.db.transaction().execute(async (tx) => {
      const project = await keepProject(tx, scope);
      await lockProjectModels(tx, project.id);
      return act(tx, project);
    });
  return {
    deploy: createDeploy(deps, change),
    changeSettings: createChangeSettings(deps, change),
    ...endings(deps, change),
    ...reads(deps),
  };
}

function endings({ given, operations }: DeploymentDeps, change: Change): Pick<DeploymentService, 'delete' | 'swap'> {
  return {
    async delete(actor, projectName, deploymentName) {
      return change(enter(actor, 'own', projectName), async (tx, project) => {
        const row = await requireDeployment(tx, project, deploymentName);
        await store.erase(tx, row.id);
        await eraseUnusedModels(tx, project.id);
        const base = { projectId: project.id, projectName, subject: deploymentName, actor: actor.name };
        const asked = { ...base, request: { deploymentName } };
        return operations.createDone(tx, deleteDeploymentOperation, asked, { result: {} });
      });
    },

    async swap(actor, projectName, first, second) {
      return change(enter(actor, 'own', projectName), async (tx, project) => {
        const one = await requireDeployment(tx, project, first);
        const other = await requireDeployment(tx, project, second);
        const deployedAt = given.clock();
        const exchange = (row: store.DeploymentRow, { modelId, settings }: store.DeploymentRow) =>
          store.put(tx, project.id, { ...row, modelId, settings, deployedAt });
        await exchange(one, other);
        await exchange(other, one);
        await markDeployed(tx, project.id, deployedAt);
        const base = { projectId: project.id, projectName, actor: actor.name };
        const asked = { ...base, request: { first, second } };
        return operations.createDone(tx, swapDeploymentsOperation, asked, { result: {} });
      });
    },
  };
}

function reads({ db }: DeploymentDeps): Pick<DeploymentService, 'get' | 'list'> {
  /**
   * Reads deployments and their models as they are at one moment. Otherwise a deployment that is pointed elsewhere between
   * the two statements would be read without its model.
   */
  const atOneMoment = <T>(act: (tx: Tx) => Promise<T>) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(act);
  return {
    async get(actor, projectName, deploymentName) {
      const project = await requireProject(db, enter(actor, 'read', projectName));
      return atOneMoment((tx) => readDeployment(tx, project, deploymentName));
    },

    async list(actor, projectName, page) {
      const project = await requireProject(db, enter(actor, 'read', projectName));
      return atOneMoment((tx) => readDeployments(tx, project, page));
    },
  };
}
