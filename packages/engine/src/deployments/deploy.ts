import { enter } from '../access/index.ts';
import { type AnswerSettings, settingsForClasses } from '../answering/index.ts';
import { eraseUnusedModels, findCurrentModel, type Model } from '../models/index.ts';
import { EngineError, type Issue, issue, requireName, type Tx } from '../platform/index.ts';
import { markDeployed, type Project } from '../projects/index.ts';
import { classesOfModel } from './classes-of-model.ts';
import { type DeploymentService, deploymentLimit } from './deployment.ts';
import type { Change, DeploymentDeps } from './deployment-deps.ts';
import { deployOperation } from './deployment-operations.ts';
import * as store from './deployment-store.ts';

/** Points a deployment at a model. */
export function createDeploy(deps: DeploymentDeps, change: Change): DeploymentService['deploy'] {
  const { given, operations } = deps;
  return async (actor, projectName, deploymentName, modelName, { keepSettings = false } = {}) => {
    const scope = enter(actor, 'own', projectName);
    // "swap" is reserved: it would collide with a route.
    requireName('deploymentName', deploymentName, ['swap']);
    return change(scope, async (tx, project) => {
      const model = await findCurrentModel(tx, project.id, modelName);
      if (model === undefined) throw new EngineError('model/not-trained', { modelName });
      const before = await store.findByName(tx, project.id, deploymentName);
      if (before === undefined) await requireRoom(tx, project);
      const { settings, warnings } = await settingsFor(deps, tx, model, before, keepSettings);
      const deployedAt = given.clock();
      const id = before?.id ?? given.newId();
      await store.put(tx, project.id, { id, name: deploymentName, modelId: model.id, settings, deployedAt });
      await eraseUnusedModels(tx, project.id);
      await markDeployed(tx, project.id, deployedAt);
      const request = { deploymentName, modelName, ...(keepSettings ? { keepSettings } : {}) };
      const base = { projectId: project.id, projectName, subject: deploymentName, actor: actor.name };
      const result = { deploymentName, modelId: model.id };
      return operations.createDone(tx, deployOperation, { ...base, request }, { result, warnings });
    });
  };
}

async function requireRoom(tx: Tx, project: Project): Promise<void> {
  const count = await store.count(tx, project.id);
  if (count < deploymentLimit) return;
  throw new EngineError('deployment/limit', { projectName: project.name, count, limit: deploymentLimit });
}

/**
 * The settings that the deployment has with this model. Thresholds belong to one model. Those that another model cannot keep
 * become warnings.
 */
async function settingsFor(
  { threads }: Pick<DeploymentDeps, 'threads'>,
  tx: Tx,
  model: Model,
  before: store.DeploymentRow | undefined,
  keep: boolean,
): Promise<{ readonly settings: AnswerSettings; readonly warnings: readonly Issue[] }> {
  if (before === undefined || Object.keys(before.settings).length === 0) return { settings: {}, warnings: [] };
  const { settings, modelId, name: deploymentName } = before;
  if (modelId === model.id) return { settings, warnings: [] };
  if (!keep) return { settings: {}, warnings: [issue('deployment/settings-reset', { deploymentName })] };
  const classes = settings.thresholds === undefined ? [] : await classesOfModel(threads, tx, model);
  const carried = settingsForClasses(settings, classes);
  const modelName = model.name;
  return {
    settings: carried.settings,
    warnings: carried.dropped.map((className) => {
      return issue('deployment/threshold-dropped', { modelName, className, deploymentName });
    }),
  };
}
