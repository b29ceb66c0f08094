import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { pageOf, toCountedPage } from '../v1-paging.ts';
import { toDocumentView } from './document-wire.ts';

/** Documents and their labels. */
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
    toDocumentView(await engine.dataset.setLabels(actor, project, document, body.labels ?? undefined, body.dataset)),
} as const satisfies Partial<Handlers<V1Endpoints>>;
