import type { Selectable } from 'kysely';
import type { AnswerSettings } from '../answering/index.ts';
import type { Querier, Tables, Tx } from '../platform/index.ts';

/** A row of the table, which names its model by id. */
export interface DeploymentRow {
  readonly id: string;
  readonly name: string;
  readonly modelId: string;
  readonly settings: AnswerSettings;
  readonly deployedAt: Date;
}

const columns = [
  'deployment.id',
  'deployment.name',
  'deployment.model_id',
  'deployment.settings',
  'deployment.deployed_at',
] as const;

function rowOf(row: Pick<Selectable<Tables['deployment']>, 'id' | 'name' | 'model_id' | 'settings' | 'deployed_at'>) {
  const { id, name, model_id: modelId, settings, deployed_at: deployedAt } = row;
  return { id, name, modelId, settings, deployedAt };
}

export async function findByName(db: Querier, projectId: string, name: string): Promise<DeploymentRow | undefined> {
  const row = await db
    .selectFrom('deployment')
    .select(columns)
    .where('deployment.project_id', '=', projectId)
    .where('deployment.name', '=', name)
    .executeTakeFirst();
  return row && rowOf(row);
}

export async function list(
  db: Querier,
  projectId: string,
  page: { skip: number; top: number },
): Promise<readonly DeploymentRow[]> {
  const rows = await db
    .selectFrom('deployment')
    .select(columns)
    .where('deployment.project_id', '=', projectId)
    .orderBy('deployment.name')
    .offset(page.skip)
    .limit(page.top)
    .execute();
  return rows.map(rowOf);
}

export async function count(db: Querier, projectId: string): Promise<number> {
  const row = await db
    .selectFrom('deployment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('deployment.project_id', '=', projectId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Writes name, model, settings and time; a deployment of that name is pointed at the model. */
export async function put(tx: Tx, projectId: string, row: DeploymentRow): Promise<void> {
  const written = { model_id: row.modelId, settings: JSON.stringify(row.settings), deployed_at: row.deployedAt };
  await tx
    .insertInto('deployment')
    .values({ id: row.id, project_id: projectId, name: row.name, ...written })
    .onConflict((conflict) => conflict.constraint('deployment_name_unique').doUpdateSet(written))
    .execute();
}

export async function erase(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('deployment').where('deployment.id', '=', id).execute();
}

export async function updateSettings(tx: Tx, projectId: string, name: string, settings: AnswerSettings): Promise<void> {
  await tx
    .updateTable('deployment')
    .set({ settings: JSON.stringify(settings) })
    .where('deployment.project_id', '=', projectId)
    .where('deployment.name', '=', name)
    .execute();
}
