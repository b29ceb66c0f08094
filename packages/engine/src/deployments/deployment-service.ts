import type { AccessService } from '../access/index.ts';
import { eraseUnusedModels, findCurrentModel, findModels, lockProjectModels, type Model } from '../models/index.ts';
import type { Operation, Operations } from '../operations/index.ts';
import { type Database, fail, type Given, requireName, type Tx } from '../platform/index.ts';
import { markDeployed, type Project, type ProjectService } from '../projects/index.ts';
import { type Deployment, type DeploymentService, deploymentLimit } from './deployment.ts';
import {
  countDeployments,
  type DeploymentRow,
  deleteDeployment,
  findDeployment,
  listDeployments,
  upsertDeployment,
} from './deployment-store.ts';

export interface DeploymentDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly access: AccessService;
  readonly operations: Operations;
  readonly projects: ProjectService;
}

function deploymentOf(row: DeploymentRow, models: readonly Model[]): Deployment {
  const model = models.find(({ id }) => id === row.modelId);
  // The foreign key keeps a deployed model from being erased.
  if (model === undefined)
    throw new Error(`Deployment ${row.id} points at the model ${row.modelId}, which is not there.`);
  return { name: row.name, model, settings: row.settings, deployedAt: row.deployedAt };
}

async function requireDeployment(tx: Tx, project: Project, deploymentName: string): Promise<DeploymentRow> {
  const row = await findDeployment(tx, project.id, deploymentName);
  return row ?? fail('deployment/not-found', { projectName: project.name, deploymentName });
}

async function requireRoom(tx: Tx, project: Project): Promise<void> {
  const count = await countDeployments(tx, project.id);
  if (count < deploymentLimit) return;
  fail('deployment/limit', { projectName: project.name, count: count + 1, limit: deploymentLimit });
}

export function createDeploymentService(deps: DeploymentDeps): DeploymentService {
  const { db, given, access, operations, projects } = deps;

  /** One transaction in which nobody else changes the project's models and deployments. */
  const change = async (projectName: string, act: (tx: Tx, project: Project) => Promise<Operation>) => {
    const project = await projects.get(projectName);
    return db.transaction().execute(async (tx) => {
      await lockProjectModels(tx, project.id);
      return act(tx, project);
    });
  };

  /** Two reads that belong together: a deployment pointed elsewhere in between must not lose its model. */
  const atOneMoment = <T>(act: (tx: Tx) => Promise<T>) =>
    db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(act);

  return {
    async deploy(actor, projectName, deploymentName, modelName) {
      access.require(actor, 'own', projectName);
      // "swap" collides with a route.
      requireName('deploymentName', deploymentName, ['swap']);
      return change(projectName, async (tx, project) => {
        const model = await findCurrentModel(tx, project.id, modelName);
        if (model === undefined) return fail('model/not-trained', { modelName });
        const before = await findDeployment(tx, project.id, deploymentName);
        if (before === undefined) await requireRoom(tx, project);
        const deployedAt = given.clock();
        // Thresholds belong to the model they were set for.
        const settings = before?.modelId === model.id ? before.settings : {};
        const id = before?.id ?? given.newId();
        await upsertDeployment(tx, project.id, { id, name: deploymentName, modelId: model.id, settings, deployedAt });
        await eraseUnusedModels(tx, project.id);
        await markDeployed(tx, project.id, deployedAt);
        const request = { deploymentName, modelName };
        const base = { projectId: project.id, projectName, subject: deploymentName, actor: actor.name };
        return operations.createDone(tx, { kind: 'deploy', ...base, request }, { deploymentName, modelId: model.id });
      });
    },

    async delete(actor, projectName, deploymentName) {
      access.require(actor, 'own', projectName);
      return change(projectName, async (tx, project) => {
        const row = await requireDeployment(tx, project, deploymentName);
        await deleteDeployment(tx, row.id);
        await eraseUnusedModels(tx, project.id);
        const base = { projectId: project.id, projectName, subject: deploymentName, actor: actor.name };
        return operations.createDone(tx, { kind: 'delete-deployment', ...base, request: { deploymentName } }, {});
      });
    },

    async swap(actor, projectName, first, second) {
      access.require(actor, 'own', projectName);
      return change(projectName, async (tx, project) => {
        const one = await requireDeployment(tx, project, first);
        const other = await requireDeployment(tx, project, second);
        const deployedAt = given.clock();
        const exchange = (row: DeploymentRow, { modelId, settings }: DeploymentRow) =>
          upsertDeployment(tx, project.id, { ...row, modelId, settings, deployedAt });
        await exchange(one, other);
        await exchange(other, one);
        await markDeployed(tx, project.id, deployedAt);
        const base = { projectId: project.id, projectName, actor: actor.name };
        return operations.createDone(tx, { kind: 'swap-deployments', ...base, request: { first, second } }, {});
      });
    },

    async get(projectName, deploymentName) {
      const project = await projects.get(projectName);
      return atOneMoment(async (tx) => {
        const row = await requireDeployment(tx, project, deploymentName);
        return deploymentOf(row, await findModels(tx, [row.modelId]));
      });
    },

    async list(projectName, page) {
      const project = await projects.get(projectName);
      return atOneMoment(async (tx) => {
        const rows = await listDeployments(tx, project.id, page);
        const models = await findModels(tx, [...new Set(rows.map(({ modelId }) => modelId))]);
        return rows.map((row) => deploymentOf(row, models));
      });
    },
  };
}
