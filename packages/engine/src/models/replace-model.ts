import type { Tx } from '../platform/index.ts';
import { lockProjectModels } from './lock-project-models.ts';
import * as store from './model-store.ts';

/**
 * Stores a trained model under its name. The model that had the name before loses it, and is erased unless a deployment
 * points at it.
 */
export async function replaceModel(tx: Tx, model: store.NewModel): Promise<void> {
  await lockProjectModels(tx, model.projectId);
  await store.releaseName(tx, model.projectId, model.name);
  await store.insert(tx, model);
  await store.eraseUnused(tx, model.projectId);
}
