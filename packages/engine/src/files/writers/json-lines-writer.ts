import type { ExportWriter } from './exported.ts';

/**
 * JSON lines that the import of rows reads: `id`, `text`, and where a document has them `labels`, `language`, `dataset`.
 * Nothing is lost. A document without `labels` is not labelled; an empty list says that it has none of the classes.
 */
export const jsonLinesWriter: ExportWriter = {
  mediaType: 'application/x-ndjson',
  extension: '.jsonl',
  head: '',
  document: ({ name, text, labels, language, dataset }) =>
    // JSON.stringify leaves out what is undefined.
    `${JSON.stringify({ id: name, text, labels, language, dataset })}\n`,
  foot: '',
};
