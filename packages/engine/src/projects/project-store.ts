import { type Selectable, sql } from 'kysely';
import type { Querier, Tables, Tx } from '../platform/index.ts';
import type { Project, ProjectClass, ProjectKind, ProjectSettings } from './project.ts';

type ProjectRow = Selectable<Tables['project']>;

/** A class with the id that labels point at. */
export interface ClassRow {
  readonly id: string;
  readonly name: string;
}

function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as ProjectKind,
    language: row.language,
    multilingual: row.multilingual,
    description: row.description,
    container: row.container,
    settings: row.settings as ProjectSettings,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    trainedAt: row.trained_at ?? undefined,
    deployedAt: row.deployed_at ?? undefined,
  };
}

export async function findByName(db: Querier, name: string): Promise<Project | undefined> {
  const row = await db
    .selectFrom('project')
    .selectAll()
    .where('project.name', '=', name)
    .where('project.deleted_at', 'is', null)
    .executeTakeFirst();
  return row && toProject(row);
}

/** As `findByName`; holds the row until the end of the transaction, so that changes of it come one after the other. */
export async function holdByName(tx: Tx, name: string): Promise<Project | undefined> {
  const row = await tx
    .selectFrom('project')
    .selectAll()
    .where('project.name', '=', name)
    .where('project.deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toProject(row);
}

/** As `findByName`; the rows of the project are not erased before the transaction ends. Waits for no other writer. */
export async function keepByName(tx: Tx, name: string): Promise<Project | undefined> {
  const row = await tx
    .selectFrom('project')
    .selectAll()
    .where('project.name', '=', name)
    .where('project.deleted_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst();
  return row && toProject(row);
}

/** By name; `among` narrows to the projects that an actor may see. */
export async function list(
  db: Querier,
  page: { skip: number; top: number },
  among?: readonly string[],
): Promise<readonly Project[]> {
  const rows = await db
    .selectFrom('project')
    .selectAll()
    .where('project.deleted_at', 'is', null)
    .$if(among !== undefined, (query) => query.where(sql<boolean>`project.name = any(${among}::text[])`))
    .orderBy('project.name')
    .offset(page.skip)
    .limit(page.top)
    .execute();
  return rows.map(toProject);
}

export async function count(db: Querier): Promise<number> {
  const row = await db
    .selectFrom('project')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('project.deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Whether a project that is not among these has this container. */
export async function isContainerOfOthers(db: Querier, container: string, among: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from project
    where project.container = ${container} and project.deleted_at is null and not project.name = any(${among}::text[])
    limit 1
  `.execute(db);
  return rows.length > 0;
}

export async function insert(db: Querier, project: Project): Promise<void> {
  await db
    .insertInto('project')
    .values({
      id: project.id,
      name: project.name,
      kind: project.kind,
      language: project.language,
      multilingual: project.multilingual,
      description: project.description,
      container: project.container,
      settings: JSON.stringify(project.settings),
      created_at: project.createdAt,
      modified_at: project.modifiedAt,
    })
    .execute();
}

/** Writes the members that may change. The caller holds the row (`holdByName`). */
export async function update(
  tx: Tx,
  id: string,
  change: Pick<Project, 'language' | 'multilingual' | 'description' | 'settings'>,
  now: Date,
): Promise<Project> {
  const row = await tx
    .updateTable('project')
    .set({
      language: change.language,
      multilingual: change.multilingual,
      description: change.description,
      settings: JSON.stringify(change.settings),
      modified_at: now,
    })
    .where('project.id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toProject(row);
}

/**
 * Writes that the data of the project change now, and holds its row until the transaction ends, so that writers of one
 * project wait for each other. Undefined: there is no such project.
 */
export async function touch(tx: Tx, name: string, now: Date): Promise<Project | undefined> {
  const row = await tx
    .updateTable('project')
    .set({ modified_at: now })
    .where('project.name', '=', name)
    .where('project.deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row && toProject(row);
}

/**
 * Writes that the data of the project have changed. Waits for nobody: whoever holds the row writes the same. For the end of an
 * import, which must not wait for somebody who waits for it.
 */
export async function markChanged(tx: Tx, projectId: string, now: Date): Promise<void> {
  await sql`
    update project set modified_at = ${now}::timestamptz where project.id in (
      select held.id from project as held where held.id = ${projectId}::uuid for no key update skip locked
    )
  `.execute(tx);
}

/** Writes when a model of the project was trained last. */
export async function markTrained(tx: Tx, projectId: string, at: Date): Promise<void> {
  await tx.updateTable('project').set({ trained_at: at }).where('project.id', '=', projectId).execute();
}

/** Writes when a deployment of the project was pointed at a model last. */
export async function markDeployed(tx: Tx, projectId: string, at: Date): Promise<void> {
  await tx.updateTable('project').set({ deployed_at: at }).where('project.id', '=', projectId).execute();
}

/** From now on nobody finds the project. Its rows stay until the job erases them. */
export async function markDeleted(tx: Tx, projectId: string, at: Date): Promise<void> {
  await tx.updateTable('project').set({ deleted_at: at }).where('project.id', '=', projectId).execute();
}

export async function hasDocuments(db: Querier, projectId: string): Promise<boolean> {
  const row = await db
    .selectFrom('document')
    .select('document.id')
    .where('document.project_id', '=', projectId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** In the order in which they were added. */
export async function classes(db: Querier, projectId: string): Promise<readonly ClassRow[]> {
  return db
    .selectFrom('class')
    .select(['class.id', 'class.name'])
    .where('class.project_id', '=', projectId)
    .orderBy('class.position')
    .orderBy('class.name')
    .execute();
}

/** As `classes`; until the transaction ends, none of them is renamed or removed. */
export async function keepClasses(tx: Tx, projectId: string): Promise<readonly ClassRow[]> {
  return tx
    .selectFrom('class')
    .select(['class.id', 'class.name'])
    .where('class.project_id', '=', projectId)
    .orderBy('class.position')
    .orderBy('class.name')
    .forKeyShare()
    .execute();
}

export async function classesWithCounts(db: Querier, projectId: string): Promise<readonly ProjectClass[]> {
  return db
    .selectFrom('class')
    .leftJoin('label', 'label.class_id', 'class.id')
    .select((eb) => ['class.name', eb.fn.count<number>('label.document_id').as('documents')])
    .where('class.project_id', '=', projectId)
    .groupBy(['class.id', 'class.name', 'class.position'])
    .orderBy('class.position')
    .orderBy('class.name')
    .execute();
}

/** Adds classes behind those that the project has. `firstPosition` is the position of the first one. */
export async function insertClasses(
  tx: Tx,
  projectId: string,
  added: readonly ClassRow[],
  firstPosition: number,
): Promise<void> {
  if (added.length > 0) await insertion(tx, projectId, added, firstPosition).execute();
}

/** As `insertClasses`; a class that is there already, or that another transaction has just added, stays as it is. */
export async function insertMissingClasses(
  tx: Tx,
  projectId: string,
  added: readonly ClassRow[],
  firstPosition: number,
): Promise<void> {
  if (added.length === 0) return;
  const insert = insertion(tx, projectId, added, firstPosition);
  await insert.onConflict((on) => on.columns(['project_id', 'name']).doNothing()).execute();
}

function insertion(tx: Tx, projectId: string, added: readonly ClassRow[], firstPosition: number) {
  return tx
    .insertInto('class')
    .values(added.map(({ id, name }, i) => ({ id, project_id: projectId, name, position: firstPosition + i })));
}

/** Answers whether there was such a class. */
export async function renameClass(tx: Tx, projectId: string, from: string, to: string): Promise<boolean> {
  const row = await tx
    .updateTable('class')
    .set({ name: to })
    .where('class.project_id', '=', projectId)
    .where('class.name', '=', from)
    .returning('class.id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes the class and its labels. Answers whether there was such a class. */
export async function deleteClass(tx: Tx, projectId: string, name: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('class')
    .where('class.project_id', '=', projectId)
    .where('class.name', '=', name)
    .returning('class.id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Erases at most `limit` documents of a deleted project with their labels; answers how many. */
export async function eraseDocuments(db: Querier, projectId: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from document where document.id in (
      select document.id from document where document.project_id = ${projectId}::uuid limit ${limit}
    )
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Erases the row of a deleted project and all rows that point at it. */
export async function erase(tx: Tx, projectId: string): Promise<void> {
  await tx
    .deleteFrom('project')
    .where('project.id', '=', projectId)
    .where('project.deleted_at', 'is not', null)
    .execute();
}

/** Erases the classes that are not among these, with their labels. */
export async function deleteOtherClasses(tx: Tx, projectId: string, names: readonly string[]): Promise<void> {
  await sql`
    delete from class where class.project_id = ${projectId}::uuid and not class.name = any(${names}::text[])
  `.execute(tx);
}

/** Puts the classes into this order. Classes that the project does not have yet are added. */
export async function putClasses(tx: Tx, projectId: string, wanted: readonly ClassRow[]): Promise<readonly ClassRow[]> {
  const { rows } = await sql<ClassRow>`
    insert into class (id, project_id, name, position)
    select incoming.id, ${projectId}::uuid, incoming.name, incoming.position - 1
    from unnest(${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ name }) => name)}::text[])
      with ordinality as incoming (id, name, position)
    on conflict (project_id, name) do update set position = excluded.position
    returning class.id, class.name
  `.execute(tx);
  return rows;
}
