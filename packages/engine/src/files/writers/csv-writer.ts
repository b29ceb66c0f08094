import { csvRecord } from '../rows/csv-record.ts';
import type { ExportWriter } from './exported.ts';

// Nothing in such a name can be taken for a separator, a list or a formula.
const plainName = /^[\p{L}\p{N}](?:[\p{L}\p{N} _.&/-]*[\p{L}\p{N}])?$/u;

/**
 * CSV that the import of rows reads, with one header for every project. The cell of the labels is empty where a document is
 * not labelled, `[]` where it has none of the classes, else the names with `;` between them; a JSON array when a name
 * holds anything but letters, digits, inner blanks and `_ . & / -`.
 * `raw`: cells that a spreadsheet would compute stay as they are; such a file does not come back in every case.
 */
export function csvWriter({ raw }: { readonly raw: boolean }): ExportWriter {
  return {
    mediaType: 'text/csv; charset=utf-8',
    extension: '.csv',
    head: csvRecord(['id', 'text', 'labels', 'language', 'dataset'], { raw }),
    document: ({ name, text, labels, language = '', dataset = '' }) =>
      csvRecord([name, text, labelsCell(labels), language, dataset], { raw }),
    foot: '',
  };
}

function labelsCell(labels: readonly string[] | undefined): string {
  if (labels === undefined) return '';
  const plain = labels.length > 0 && labels.every((label) => plainName.test(label));
  return plain ? labels.join(';') : JSON.stringify(labels);
}
