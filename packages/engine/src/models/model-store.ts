import type { EncoderUse, TrainReport } from '@taxon/classifier';
import { type Selectable, sql } from 'kysely';
import type { Querier, Tables, Tx } from '../platform/index.ts';
import type { ProjectKind } from '../projects/index.ts';
import type { EvaluatedDocument, MeasuredEvaluation, Model, ModelDetails, ModelEvaluation } from './model.ts';

const listed = [
  'model.id',
  'model.name',
  'model.kind',
  'model.config_version',
  'model.seed',
  'model.byte_length',
  'model.snapshot_digest',
  'model.trained_at',
  'model.training_seconds',
] as const;

type ListedRow = Pick<
  Selectable<Tables['model']>,
  | 'id'
  | 'name'
  | 'kind'
  | 'config_version'
  | 'seed'
  | 'byte_length'
  | 'snapshot_digest'
  | 'trained_at'
  | 'training_seconds'
>;

function modelOf(row: ListedRow): Model {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as ProjectKind,
    configVersion: row.config_version,
    seed: row.seed,
    byteLength: row.byte_length,
    snapshotDigest: row.snapshot_digest,
    trainedAt: row.trained_at,
    trainingSeconds: row.training_seconds,
  };
}

/** The model that a name stands for now. */
export async function findCurrent(db: Querier, projectId: string, name: string): Promise<Model | undefined> {
  const row = await db
    .selectFrom('model')
    .select(listed)
    .where('model.project_id', '=', projectId)
    .where('model.name', '=', name)
    .where('model.name_current', '=', true)
    .executeTakeFirst();
  return row && modelOf(row);
}

/** Models by id, in no order. Among them may be models whose name means another model by now. */
export async function findByIds(db: Querier, ids: readonly string[]): Promise<readonly Model[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('model').select(listed).where('model.id', 'in', ids).execute();
  return rows.map(modelOf);
}

export async function listCurrent(
  db: Querier,
  projectId: string,
  page: { skip: number; top: number },
): Promise<readonly Model[]> {
  const rows = await db
    .selectFrom('model')
    .select(listed)
    .where('model.project_id', '=', projectId)
    .where('model.name_current', '=', true)
    .orderBy('model.name')
    .offset(page.skip)
    .limit(page.top)
    .execute();
  return rows.map(modelOf);
}

/** The number of the project's models, without the model of this name. */
export async function countOthers(db: Querier, projectId: string, exceptName: string): Promise<number> {
  const row = await db
    .selectFrom('model')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('model.project_id', '=', projectId)
    .where('model.name_current', '=', true)
    .where('model.name', '<>', exceptName)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function readEvaluation(db: Querier, modelId: string): Promise<ModelEvaluation | undefined> {
  const row = await db
    .selectFrom('model')
    .select('model.evaluation')
    .where('model.id', '=', modelId)
    .executeTakeFirst();
  return row && (row.evaluation as ModelEvaluation);
}

/** The report of the training, the evaluation, and the details of the model's decisions. Models of the first version have no details. */
export async function readDescription(
  db: Querier,
  modelId: string,
): Promise<{ report: TrainReport; evaluation: MeasuredEvaluation; details: ModelDetails | undefined } | undefined> {
  const row = await db
    .selectFrom('model')
    .select([
      'model.report',
      sql<MeasuredEvaluation>`model.evaluation - 'details'`.as('evaluation'),
      sql<ModelDetails | null>`model.evaluation -> 'details'`.as('details'),
    ])
    .where('model.id', '=', modelId)
    .executeTakeFirst();
  return row && { report: row.report as TrainReport, evaluation: row.evaluation, details: row.details ?? undefined };
}

export async function listEvaluatedDocuments(
  db: Querier,
  modelId: string,
  page: { skip: number; top: number },
): Promise<{ documents: readonly EvaluatedDocument[]; total: number }> {
  const rows = await db
    .selectFrom('evaluation_document')
    .select(['name', 'language', 'expected', 'predicted', 'scores'])
    .where('evaluation_document.model_id', '=', modelId)
    .orderBy('evaluation_document.position')
    .offset(page.skip)
    .limit(page.top)
    .execute();
  const { total } = await db
    .selectFrom('evaluation_document')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('evaluation_document.model_id', '=', modelId)
    .executeTakeFirstOrThrow();
  return { documents: rows, total };
}

/** The model file and the id of the encoder it needs, if any; undefined when the model is gone. */
export async function readFile(
  db: Querier,
  modelId: string,
): Promise<{ readonly bytes: Buffer; readonly encoderId: string | undefined } | undefined> {
  const row = await db
    .selectFrom('model_bytes')
    .innerJoin('model', 'model.id', 'model_bytes.model_id')
    .select(['model_bytes.bytes', sql<EncoderUse | null>`model.report -> 'encoder'`.as('encoder')])
    .where('model_bytes.model_id', '=', modelId)
    .executeTakeFirst();
  return row && { bytes: row.bytes, encoderId: row.encoder?.used ? row.encoder.id : undefined };
}

/** Takes the name away from the model that has it. */
export async function releaseName(tx: Tx, projectId: string, name: string): Promise<void> {
  await tx
    .updateTable('model')
    .set({ name_current: false })
    .where('model.project_id', '=', projectId)
    .where('model.name', '=', name)
    .where('model.name_current', '=', true)
    .execute();
}

/** Erases the models that have no name any more and that no deployment points at, with all rows that point at them. */
export async function eraseUnused(tx: Tx, projectId: string): Promise<void> {
  await tx
    .deleteFrom('model')
    .where('model.project_id', '=', projectId)
    .where('model.name_current', '=', false)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('deployment').select('deployment.id').whereRef('deployment.model_id', '=', 'model.id')),
      ),
    )
    .execute();
}

export async function erase(tx: Tx, modelId: string): Promise<void> {
  await tx.deleteFrom('model').where('model.id', '=', modelId).execute();
}

/** Names of the deployments that point at a model, in order. */
export async function deploymentsOf(tx: Tx, modelId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('deployment')
    .select('deployment.name')
    .where('deployment.model_id', '=', modelId)
    .orderBy('deployment.name')
    .execute();
  return rows.map(({ name }) => name);
}

/** Everything a training produces. */
export interface NewModel {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly kind: ProjectKind;
  readonly configVersion: string;
  readonly seed: number;
  readonly bytes: Uint8Array;
  readonly snapshot: Uint8Array;
  /** SHA-256 over the snapshot's canonical JSON, hexadecimal. */
  readonly snapshotDigest: string;
  readonly evaluation: ModelEvaluation;
  readonly evaluatedDocuments: readonly EvaluatedDocument[];
  readonly report: TrainReport;
  readonly trainedAt: Date;
  readonly trainingSeconds: number;
}

function buffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// 7 parameters a row; PostgreSQL takes at most 65,535 a statement.
const rowsAStatement = 2000;

async function insertEvaluatedDocuments(tx: Tx, model: NewModel): Promise<void> {
  const { id, evaluatedDocuments } = model;
  for (let from = 0; from < evaluatedDocuments.length; from += rowsAStatement) {
    const rows = evaluatedDocuments.slice(from, from + rowsAStatement).map((document, offset) => ({
      model_id: id,
      position: from + offset,
      name: document.name,
      language: document.language,
      expected: [...document.expected],
      predicted: [...document.predicted],
      scores: [...document.scores],
    }));
    await tx.insertInto('evaluation_document').values(rows).execute();
  }
}

/** Writes a trained model with its bytes, its snapshot and its evaluation. Its name must be free (`releaseName`). */
export async function insert(tx: Tx, model: NewModel): Promise<void> {
  await tx
    .insertInto('model')
    .values({
      id: model.id,
      project_id: model.projectId,
      name: model.name,
      name_current: true,
      kind: model.kind,
      config_version: model.configVersion,
      seed: model.seed,
      byte_length: model.bytes.byteLength,
      snapshot_digest: model.snapshotDigest,
      evaluation_options: JSON.stringify(model.evaluation.options),
      evaluation: JSON.stringify(model.evaluation),
      report: JSON.stringify(model.report),
      trained_at: model.trainedAt,
      training_seconds: model.trainingSeconds,
    })
    .execute();
  await tx
    .insertInto('model_bytes')
    .values({ model_id: model.id, bytes: buffer(model.bytes) })
    .execute();
  await tx
    .insertInto('model_snapshot')
    .values({ model_id: model.id, bytes: buffer(model.snapshot) })
    .execute();
  await insertEvaluatedDocuments(tx, model);
}
