import { lockFor, type Tx } from '../platform/index.ts';

/**
 * Until the transaction ends, no other transaction changes which models and deployments the project has. Without this
 * lock, counting them, taking over a name and erasing unused models would race with each other.
 */
export async function lockProjectModels(tx: Tx, projectId: string): Promise<void> {
  await lockFor(tx, `taxon/models/${projectId}`);
}
