import { findModels, type Model } from '../models/index.ts';
import { EngineError, type Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import type { Deployment } from './deployment.ts';
import * as store from './deployment-store.ts';

function deploymentOf(row: store.DeploymentRow, models: readonly Model[]): Deployment {
  const model = models.find(({ id }) => id === row.modelId);
  // This cannot happen: the foreign key keeps a deployed model from being erased.
  if (model === undefined)
    throw new Error(`Deployment ${row.id} points at the model ${row.modelId}, which is not there.`);
  return { name: row.name, model, settings: row.settings, deployedAt: row.deployedAt };
}

/** The row of that name. Throws `deployment/not-found`. */
export async function requireDeployment(
  tx: Tx,
  project: Project,
  deploymentName: string,
): Promise<store.DeploymentRow> {
  const row = await store.findByName(tx, project.id, deploymentName);
  if (row === undefined) throw new EngineError('deployment/not-found', { projectName: project.name, deploymentName });
  return row;
}

/** A deployment with its model. Throws `deployment/not-found`. */
export async function readDeployment(tx: Tx, project: Project, deploymentName: string): Promise<Deployment> {
  const row = await requireDeployment(tx, project, deploymentName);
  return deploymentOf(row, await findModels(tx, [row.modelId]));
}

/** One page of the deployments with their models, by name. */
export async function readDeployments(
  tx: Tx,
  project: Project,
  page: { skip: number; top: number },
): Promise<readonly Deployment[]> {
  const rows = await store.list(tx, project.id, page);
  const models = await findModels(tx, [...new Set(rows.map(({ modelId }) => modelId))]);
  return rows.map((row) => deploymentOf(row, models));
}
