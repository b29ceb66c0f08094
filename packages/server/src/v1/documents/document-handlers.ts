import type { RowFormat } from '@taxon/engine';
import { bodyStream, mediaTypeOf } from '../../http/limited-body.ts';
import { toOperationView } from '../operations/operation-wire.ts';
import type { V1Handlers } from '../v1-call.ts';
import { pageOf, toCountedPage } from '../v1-paging.ts';
import { toDocumentView } from './document-wire.ts';

/** What the media types of rows are to the engine. */
export const rowFormats: Readonly<Record<string, RowFormat>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
};
const labelsFileLimit = 256 * 1024 * 1024;
// A bound on what one writer can put on the disk; 100,000 rows of 20,000 characters, the most that is read of a text, fit.
const rowsLimit = 2 * 1024 ** 3;

/** Documents, their labels, and imports. */
export const documentHandlers = {
  listDocuments: async ({ engine, actor, params, query, address }) => {
    const { class: className, skip: _skip, top: _top, ...filters } = query;
    const filter = className === undefined ? filters : { ...filters, className };
    const { documents, total } = await engine.dataset.listDocuments(actor, params.project, {
      ...pageOf(query),
      ...filter,
    });
    return toCountedPage(query, address, { items: documents, total }, toDocumentView);
  },

  getDocument: async ({ engine, actor, params }) =>
    toDocumentView(await engine.dataset.getDocument(actor, params.project, params.document)),

  putDocument: async ({ engine, actor, params, body }) =>
    toDocumentView(await engine.dataset.putDocument(actor, params.project, { ...body, name: params.document })),

  deleteDocument: async ({ engine, actor, params }) => {
    await engine.dataset.deleteDocument(actor, params.project, params.document);
    return undefined;
  },

  setLabels: async ({ engine, actor, params: { project, document }, body }) =>
    toDocumentView(await engine.dataset.setLabels(actor, project, document, body.labels, body.dataset)),

  importRows: async ({ engine, actor, params, request }) => {
    const format = rowFormats[mediaTypeOf(request, Object.keys(rowFormats))] ?? 'jsonl';
    const body = bodyStream(request, rowsLimit);
    return toOperationView(await engine.dataset.requestImportRows(actor, params.project, format, body));
  },

  importLabelsFile: async ({ engine, actor, params, request }) => {
    mediaTypeOf(request, ['application/json']);
    const body = bodyStream(request, labelsFileLimit);
    return toOperationView(await engine.dataset.requestImportLabelsFile(actor, params.project, body));
  },
} as const satisfies Partial<V1Handlers>;
