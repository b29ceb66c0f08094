import { type RawBuilder, sql } from 'kysely';
import type { Dataset } from '../files/index.ts';
import type { Querier, Tx } from '../platform/index.ts';
import type { Document } from './document.ts';

/** A document to be written. Its labels are class ids. */
export interface DocumentWrite {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly language: string | undefined;
  readonly dataset: Dataset | undefined;
  readonly replaced: boolean;
  readonly classIds: readonly string[];
  /** Somebody said which classes it has. Without any it has none of them then; else it is unlabelled. */
  readonly reviewed: boolean;
}

interface DocumentRow {
  id: string;
  name: string;
  text: string;
  language: string | null;
  dataset: string | null;
  modified_at: Date;
  reviewed: boolean;
  labels: readonly { className: string; actor: string; labeledAt: string }[];
}

/** Of a row of `document`: it has labels, or somebody said that it has none of the classes. */
export const isLabelled = sql`(document.reviewed or exists (select from label where label.document_id = document.id))`;

const selected = sql`
  document.id, document.name, document.text, document.language, document.dataset, document.modified_at, document.reviewed,
  coalesce((
    select json_agg(
      json_build_object('className', class.name, 'actor', label.actor, 'labeledAt', label.labeled_at)
      order by class.position, class.name
    )
    from label join class on class.id = label.class_id where label.document_id = document.id
  ), '[]') as labels
`;

function toDocument(row: DocumentRow): Document {
  return {
    name: row.name,
    text: row.text,
    language: row.language ?? undefined,
    dataset: (row.dataset as Dataset | null) ?? undefined,
    reviewed: row.reviewed || row.labels.length > 0,
    labels: row.labels.map(({ labeledAt, ...label }) => ({ ...label, labeledAt: new Date(labeledAt) })),
    modifiedAt: row.modified_at,
  };
}

export async function find(db: Querier, projectId: string, name: string): Promise<Document | undefined> {
  const { rows } = await sql<DocumentRow>`
    select ${selected} from document where document.project_id = ${projectId}::uuid and document.name = ${name}
  `.execute(db);
  return rows[0] && toDocument(rows[0]);
}

export interface DocumentFilter {
  readonly className?: string;
  readonly dataset?: Dataset;
  readonly labelled?: boolean;
}

function matches(projectId: string, { className, dataset, labelled }: DocumentFilter): RawBuilder<unknown> {
  const conditions = [sql`document.project_id = ${projectId}::uuid`];
  const label = sql`select from label join class on class.id = label.class_id where label.document_id = document.id`;
  if (className !== undefined) conditions.push(sql`exists (${label} and class.name = ${className})`);
  if (labelled !== undefined) conditions.push(labelled ? isLabelled : sql`not ${isLabelled}`);
  // A labelled document that names no dataset counts as train.
  if (dataset === 'train') {
    conditions.push(sql`(document.dataset = 'train' or document.dataset is null and ${isLabelled})`);
  }
  if (dataset === 'test') conditions.push(sql`document.dataset = 'test'`);
  return sql.join(conditions, sql` and `);
}

/** One page of the documents that match, by name, and how many match in all. */
export async function list(
  db: Querier,
  projectId: string,
  filter: DocumentFilter,
  page: { skip: number; top: number },
): Promise<{ documents: readonly Document[]; total: number }> {
  const where = matches(projectId, filter);
  const { rows } = await sql<DocumentRow>`
    select ${selected} from document where ${where}
    order by document.name offset ${page.skip} limit ${page.top}
  `.execute(db);
  const counted = await sql<{ total: number }>`select count(*) as total from document where ${where}`.execute(db);
  return { documents: rows.map(toDocument), total: counted.rows[0]?.total ?? 0 };
}

export async function count(db: Querier, projectId: string): Promise<number> {
  const row = await db
    .selectFrom('document')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('document.project_id', '=', projectId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/**
 * Creates or replaces documents with their labels, in three statements for any number of them. Their names must differ.
 * Answers how many are new.
 */
export async function put(
  tx: Tx,
  projectId: string,
  documents: readonly DocumentWrite[],
  { actor, now }: { actor: string; now: Date },
): Promise<number> {
  if (documents.length === 0) return 0;
  const { rows } = await sql<{ id: string; name: string; inserted: boolean }>`
    insert into document (
      id, project_id, name, text, language, dataset, replaced_characters, reviewed, created_at, modified_at
    )
    select given.id, ${projectId}::uuid, given.name, given.text, given.language, given.dataset, given.replaced,
      given.reviewed, ${now}::timestamptz, ${now}::timestamptz
    from unnest(
      ${documents.map(({ id }) => id)}::uuid[], ${documents.map(({ name }) => name)}::text[],
      ${documents.map(({ text }) => text)}::text[], ${documents.map(({ language }) => language ?? null)}::text[],
      ${documents.map(({ dataset }) => dataset ?? null)}::text[], ${documents.map(({ replaced }) => replaced)}::boolean[],
      ${documents.map(({ reviewed, classIds }) => reviewed && classIds.length === 0)}::boolean[]
    ) as given (id, name, text, language, dataset, replaced, reviewed)
    on conflict (project_id, name) do update set
      text = excluded.text, language = excluded.language, dataset = excluded.dataset,
      replaced_characters = excluded.replaced_characters, reviewed = excluded.reviewed, listed_twice = false,
      modified_at = excluded.modified_at
    returning document.id, document.name, xmax = 0 as inserted
  `.execute(tx);
  const replaced = rows.filter(({ inserted }) => !inserted).map(({ id }) => id);
  if (replaced.length > 0) await sql`delete from label where document_id = any(${replaced}::uuid[])`.execute(tx);
  const idOf = new Map(rows.map(({ id, name }) => [name, id]));
  const pairs = documents.flatMap(({ id, name, classIds }) =>
    classIds.map((classId) => [idOf.get(name) ?? id, classId] as const),
  );
  await insertLabels(tx, pairs, { actor, now });
  return rows.length - replaced.length;
}

async function insertLabels(
  tx: Tx,
  pairs: readonly (readonly [documentId: string, classId: string])[],
  { actor, now }: { actor: string; now: Date },
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`
    insert into label (document_id, class_id, actor, labeled_at)
    select incoming.document_id, incoming.class_id, ${actor}, ${now}::timestamptz
    from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[])
      as incoming (document_id, class_id)
  `.execute(tx);
}

/**
 * Replaces a document's labels, and its dataset when one is given. `reviewed` without class ids: it has none of the classes.
 * Answers whether there was such a document.
 */
export async function setLabels(
  tx: Tx,
  projectId: string,
  name: string,
  { classIds, reviewed, dataset }: Pick<DocumentWrite, 'classIds' | 'reviewed' | 'dataset'>,
  by: { actor: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update document set modified_at = ${by.now}, reviewed = ${reviewed && classIds.length === 0}, listed_twice = false,
      dataset = coalesce(${dataset ?? null}::text, document.dataset)
    where document.project_id = ${projectId}::uuid and document.name = ${name} returning document.id
  `.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) return false;
  await tx.deleteFrom('label').where('label.document_id', '=', id).execute();
  await insertLabels(
    tx,
    classIds.map((classId) => [id, classId] as const),
    by,
  );
  return true;
}

/** Answers whether there was such a document. */
export async function erase(tx: Tx, projectId: string, name: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('document')
    .where('document.project_id', '=', projectId)
    .where('document.name', '=', name)
    .returning('document.id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Erases the documents that were not written at this instant, which are those that the import did not write. */
export async function eraseOlder(tx: Tx, projectId: string, writtenAt: Date): Promise<void> {
  await tx
    .deleteFrom('document')
    .where('document.project_id', '=', projectId)
    .where('document.modified_at', '<>', writtenAt)
    .execute();
}

/** Marks the documents whose location a labels file lists twice in one dataset, until they are written or labelled anew. */
export async function markListedTwice(tx: Tx, projectId: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await sql`
    update document set listed_twice = true
    where document.project_id = ${projectId}::uuid and document.name = any(${names}::text[])
  `.execute(tx);
}

/** The marked documents by name, at most `limit`. */
export async function listedTwice(
  db: Querier,
  projectId: string,
  limit: number,
): Promise<readonly { readonly name: string; readonly dataset: Dataset }[]> {
  const { rows } = await sql<{ name: string; dataset: Dataset | null }>`
    select document.name, document.dataset from document
    where document.project_id = ${projectId}::uuid and document.listed_twice order by document.name limit ${limit}
  `.execute(db);
  return rows.map(({ name, dataset }) => ({ name, dataset: dataset ?? 'train' }));
}

/** What is stored of a document, as a row is compared with it. */
export interface StoredDocument extends Pick<DocumentWrite, 'text' | 'language' | 'dataset' | 'classIds' | 'reviewed'> {
  readonly listedTwice: boolean;
}

/** Those of these documents that are there, by name. */
export async function findMany(
  db: Querier,
  projectId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredDocument>> {
  const { rows } = await sql<{
    name: string;
    text: string;
    language: string | null;
    dataset: string | null;
    class_ids: string[];
    reviewed: boolean;
    listed_twice: boolean;
  }>`
    select document.name, document.text, document.language, document.dataset,
      document.reviewed, document.listed_twice,
      array(select label.class_id::text from label where label.document_id = document.id) as class_ids
    from document where document.project_id = ${projectId}::uuid and document.name = any(${names}::text[])
  `.execute(db);
  return new Map(
    rows.map(({ name, text, language, dataset, class_ids: classIds, reviewed, listed_twice: listedTwice }) => [
      name,
      {
        text,
        language: language ?? undefined,
        dataset: (dataset as Dataset | null) ?? undefined,
        classIds,
        reviewed,
        listedTwice,
      },
    ]),
  );
}

export interface StoredText {
  /** The name of the document, which may be another Unicode form of the name asked for. */
  readonly name: string;
  readonly text: string;
  readonly replaced: boolean;
}

/**
 * The stored texts of these documents, by the name asked for. A document that has a name in another Unicode form (NFC, NFD)
 * is found when none has it as it is spelled.
 */
export async function texts(
  db: Querier,
  projectId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredText>> {
  const read = async (name: RawBuilder<string>, wanted: readonly string[]) => {
    if (wanted.length === 0) return [];
    const { rows } = await sql<StoredText & { readonly wanted: string }>`
      select ${name} as wanted, document.name, document.text, document.replaced_characters as replaced from document
      where document.project_id = ${projectId}::uuid and ${name} = any(${wanted}::text[]) order by document.name desc
    `.execute(db);
    return rows.map(({ wanted, ...text }) => [wanted, text] as const);
  };
  const asSpelled = new Map(await read(sql`document.name`, names));
  // A name of ASCII characters is the same in every form.
  const left = names.filter((name) => !asSpelled.has(name) && /\P{ASCII}/u.test(name));
  const composed = new Map(
    await read(
      sql`normalize(document.name, NFC)`,
      left.map((name) => name.normalize('NFC')),
    ),
  );
  for (const name of left) {
    const found = composed.get(name.normalize('NFC'));
    if (found !== undefined) asSpelled.set(name, found);
  }
  return asSpelled;
}

/** A name as it is made for a row without id. More digits are somebody's own. */
export const madeName = /^row-[0-9]{6,8}$/;

/** Whether there was a document of this name. */
export async function rename(tx: Tx, projectId: string, name: string, to: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update document set name = ${to} where project_id = ${projectId}::uuid and name = ${name}
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** The highest number of a name as it is made. */
export async function lastRowNumber(db: Querier, projectId: string): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(substring(document.name from '^row-([0-9]{6,8})$')::bigint) as last
    from document where document.project_id = ${projectId}::uuid
  `.execute(db);
  return rows[0]?.last ?? 0;
}
