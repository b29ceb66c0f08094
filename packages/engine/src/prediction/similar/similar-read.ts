import { sql } from 'kysely';
import { isLabelled } from '../../dataset/index.ts';
import type { Querier } from '../../platform/index.ts';
import type { Target } from '../classify/prediction-read.ts';
import type { Example } from './similar-task.ts';

// Limits of the index: a larger one takes seconds to make, and more than 50 MB. The first documents by name are taken.
const mostExamples = 20_000;
const mostCharacters = 2_000_000;
const charactersAnExample = 1000;
const excerptCharacters = 300;

/**
 * The labelled documents that have not changed since the model was trained: the beginning of their texts, and the hash of
 * the whole, by which a user's encoder has the vector that the training made. A model is immutable, so an index of them
 * serves as long as it; what is erased or changed later is left out by `readFound`.
 */
export async function readExamples(db: Querier, { projectId, trainedAt }: Target): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    select name, text, rtrim(translate(encode(hash, 'base64'), '+/', '-_'), '=') as hash from (
      select name, text, hash, sum(length(text)) over (order by name) as characters from (
        select document.name, left(document.text, ${charactersAnExample}) as text,
          sha256(convert_to(document.text, 'UTF8')) as hash from document
        where document.project_id = ${projectId} and document.modified_at <= ${trainedAt}
          and ${isLabelled}
        order by document.name limit ${mostExamples}
      ) as cut
    ) as counted where characters <= ${mostCharacters}
  `.execute(db);
  return rows;
}

export interface FoundExample {
  readonly name: string;
  readonly excerpt: string;
  readonly labels: readonly string[];
}

/** Those of the named documents that are still as the model saw them. */
export async function readFound(
  db: Querier,
  { projectId, trainedAt }: Target,
  names: readonly string[],
): Promise<ReadonlyMap<string, FoundExample>> {
  const { rows } = await sql<FoundExample>`
    select document.name, left(document.text, ${excerptCharacters}) as excerpt,
      array(
        select class.name from label join class on class.id = label.class_id
        where label.document_id = document.id order by class.name
      ) as labels
    from document
    where document.project_id = ${projectId} and document.name = any(${names}::text[])
      and document.modified_at <= ${trainedAt} and ${isLabelled}
  `.execute(db);
  return new Map(rows.map((row) => [row.name, row]));
}
