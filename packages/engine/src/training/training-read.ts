import { compareCodeUnits } from '@taxon/classifier';
import { sql } from 'kysely';
import { isLabelled } from '../dataset/index.ts';
import type { Dataset } from '../files/index.ts';
import type { NamedDocuments } from '../models/index.ts';
import type { Tx } from '../platform/index.ts';
import { mostNames } from './on-thread/named-documents.ts';
import type { LabelledDocument } from './on-thread/split-documents.ts';

// 2,000 documents are some MB at most times and one round trip.
const documentsAPage = 2000;

interface LabelledRow {
  readonly name: string;
  readonly text: string;
  readonly language: string | null;
  readonly dataset: Dataset | null;
  readonly labels: string[];
}

/**
 * All labelled documents of a project, page by page. Call it in a repeatable-read transaction: the pages belong to one
 * moment then, whoever labels meanwhile.
 */
export async function* readLabelledDocuments(tx: Tx, projectId: string): AsyncGenerator<readonly LabelledDocument[]> {
  let after = '';
  for (;;) {
    // In whatever order the database sorts; the trainer sorts again, the same on every machine.
    const { rows } = await sql<LabelledRow>`
      select document.name, document.text, document.language, document.dataset,
        array(select class.name from label join class on class.id = label.class_id
          where label.document_id = document.id) as labels
      from document
      where document.project_id = ${projectId} and document.name > ${after} and ${isLabelled}
      order by document.name limit ${documentsAPage}
    `.execute(tx);
    yield rows.map(({ name, text, language, dataset, labels }) => ({
      name,
      text,
      language: language ?? undefined,
      dataset: dataset ?? undefined,
      labels: labels.sort(compareCodeUnits),
    }));
    const last = rows[rows.length - 1];
    if (rows.length < documentsAPage || last === undefined) return;
    after = last.name;
  }
}

/** The languages that labelled documents of a project name themselves. */
export async function readLanguages(tx: Tx, projectId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ language: string }>`
    select distinct document.language from document
    where document.project_id = ${projectId} and document.language is not null
      and ${isLabelled}
  `.execute(tx);
  return rows.map(({ language }) => language);
}

/** The documents of a project that have no label. */
export async function readUnlabelledDocuments(tx: Tx, projectId: string): Promise<NamedDocuments> {
  const { rows } = await sql<{ count: number; names: string[] }>`
    with unlabelled as (
      select document.name from document
      where document.project_id = ${projectId}
        and not ${isLabelled}
    )
    select (select count(*)::int from unlabelled) as count,
      array(select name from unlabelled order by name limit ${mostNames}) as names
  `.execute(tx);
  return rows[0] ?? { count: 0, names: [] };
}
