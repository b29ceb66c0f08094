import { sql } from 'kysely';
import type { Dataset, ExportedDocument } from '../files/index.ts';
import type { Tx } from '../platform/index.ts';

const documentsAPage = 1000;
// Of the texts of a page, beside its last document's.
const bytesAPage = 8 << 20;

interface ExportRow {
  readonly name: string;
  readonly text: string;
  readonly language: string | null;
  readonly dataset: Dataset | null;
  readonly reviewed: boolean;
  readonly labels: string[] | null;
}

/**
 * All documents of a project by name, page by page. Call it in a repeatable-read transaction: the pages belong to one
 * moment then, whoever writes meanwhile. Labels are in the order of code units, so that a project that was imported from
 * the file gives the same file.
 */
export async function* readExportPages(tx: Tx, projectId: string): AsyncGenerator<readonly ExportedDocument[]> {
  let after = '';
  for (;;) {
    // The length of a text is known without reading it, so a page of long texts is cut before they are read.
    const { rows } = await sql<ExportRow>`
      select page.name, page.text, page.language, page.dataset, page.reviewed,
        (select array_agg(class.name order by class.name) from label join class on class.id = label.class_id
          where label.document_id = page.id) as labels
      from (
        select document.*,
          sum(octet_length(document.text)) over (order by document.name) - octet_length(document.text) as before
        from (
          select * from document where document.project_id = ${projectId}::uuid and document.name > ${after}
          order by document.name limit ${documentsAPage}
        ) as document
      ) as page
      where page.before < ${bytesAPage}
      order by page.name
    `.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(({ name, text, language, dataset, reviewed, labels }) => ({
      name,
      text,
      language: language ?? undefined,
      dataset: dataset ?? undefined,
      labels: labels ?? (reviewed ? [] : undefined),
    }));
    after = last.name;
  }
}
