import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { TestText } from '../data/build-texts.ts';

/** Writes the rows that an import would write (classes, documents, labels) in three statements. */
export async function insertTexts(client: pg.Client, projectId: string, texts: readonly TestText[]): Promise<void> {
  const classes = [...new Set(texts.flatMap(({ labels }) => labels))];
  const classIds = new Map(classes.map((name) => [name, randomUUID()]));
  await client.query(
    'insert into class (id, project_id, name, position) select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[])',
    [[...classIds.values()], classes.map(() => projectId), classes, classes.map((_, index) => index)],
  );
  const ids = texts.map(() => randomUUID());
  await client.query(
    `insert into document (id, project_id, name, text, language, dataset, created_at, modified_at)
     select id, $1, name, text, language, dataset, now(), now()
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(id, name, text, language, dataset)`,
    [
      projectId,
      ids,
      texts.map(({ name }) => name),
      texts.map(({ text }) => text),
      texts.map(({ language }) => language ?? null),
      texts.map(({ dataset }) => dataset ?? null),
    ],
  );
  const labels = texts.flatMap(({ labels: of }, index) =>
    of.map((label) => [ids[index], classIds.get(label)] as const),
  );
  await client.query(
    `insert into label (document_id, class_id, actor, labeled_at)
     select d, c, 'key:owner', now() from unnest($1::uuid[], $2::uuid[]) as t(d, c)`,
    [labels.map(([document]) => document), labels.map(([, label]) => label)],
  );
}
