import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { className, inProject, instant, onDocument } from './names.ts';
import { countedPage, pagingQuery } from './paging.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const dataset = Type.Enum(['train', 'test']);
const language = Type.String({ minLength: 2, maxLength: 35 });

export const DocumentPut = closed(
  {
    text: Type.String({ minLength: 1 }),
    language: Type.Optional(language),
    dataset: Type.Optional(dataset),
    labels: Type.Optional(
      Type.Array(className, {
        maxItems: 200,
        description:
          'Unknown classes are created. Left out: the document is unlabelled. Empty: somebody has read it, and it has none of the classes (multi-label projects).',
      }),
    ),
  },
  { title: 'DocumentPut' },
);
export type DocumentPut = Static<typeof DocumentPut>;

const LabelsPut = closed(
  {
    labels: Type.Union([Type.Array(className, { maxItems: 200 }), Type.Null()], {
      description:
        'All labels that the document shall have. Empty: somebody has read it, and it has none of the classes (multi-label projects). Null: it is unlabelled again.',
    }),
    dataset: Type.Optional(dataset),
  },
  { title: 'LabelsPut' },
);

export const DocumentView = closed(
  {
    name: Type.String(),
    text: Type.String(),
    language: Type.Union([Type.String(), Type.Null()], { description: "Null: the project's language." }),
    dataset: Type.Union([dataset, Type.Null()], { description: 'Null: a labelled document counts as `train`.' }),
    labels: Type.Array(closed({ class: className, actor: Type.String(), labeledAt: instant }, { title: 'Label' })),
    reviewed: Type.Boolean({
      description: 'It has labels, or somebody said that it has none of the classes. False: it is unlabelled.',
    }),
    modifiedAt: instant,
  },
  { title: 'Document' },
);
export type DocumentView = Static<typeof DocumentView>;

const documentFilters = {
  class: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'Only documents with this label.' })),
  dataset: Type.Optional(dataset),
  labelled: Type.Optional(Type.Boolean({ description: 'Only documents that are reviewed (true) or not (false).' })),
};

/** Documents and their labels. */
export const documentEndpoints = {
  listDocuments: {
    id: 'listDocuments',
    tag: 'Documents',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/documents',
    summary: 'List documents',
    description:
      'Answers documents with texts and labels, page by page. `total` counts all documents that fit the filters.',
    params: inProject,
    query: pagingQuery(documentFilters),
    responses: { 200: countedPage(DocumentView, 'DocumentPage') },
  },
  getDocument: {
    id: 'getDocument',
    tag: 'Documents',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/documents/{document}',
    summary: 'Get a document',
    description:
      'Answers text, language, dataset and labels, and who gave each label when. 404 when there is no document of this name.',
    params: onDocument,
    responses: { 200: DocumentView },
  },
  putDocument: {
    id: 'putDocument',
    tag: 'Documents',
    right: 'write',
    method: 'PUT',
    path: '/projects/{project}/documents/{document}',
    summary: 'Create or replace a document',
    description:
      'Replaces the document of this name with its labels. Creates classes that the project does not have. Refuses an empty text, a text that is too long, and one document more than a project may have (400).',
    params: onDocument,
    body: DocumentPut,
    // A text may have 128,000 text elements. Each may be several code points, escaped in JSON: more than the usual 1 MiB.
    bodyLimit: 16 * 1024 ** 2,
    responses: { 200: DocumentView },
  },
  deleteDocument: {
    id: 'deleteDocument',
    tag: 'Documents',
    right: 'write',
    method: 'DELETE',
    path: '/projects/{project}/documents/{document}',
    summary: 'Delete a document',
    description:
      'Deletes its labels too. Models that were trained with it stay. 404 when there is no document of this name.',
    params: onDocument,
    responses: { 204: null },
  },
  setLabels: {
    id: 'setLabels',
    tag: 'Documents',
    right: 'write',
    method: 'PUT',
    path: '/projects/{project}/documents/{document}/labels',
    summary: 'Replace the labels of a document',
    description:
      'The labels in the body replace those of the document. `dataset` stays when it is left out. An empty list says that the document has none of the classes, null that nobody has labelled it. Refuses a class that the project does not have (404). A single-label project refuses several classes, and an empty list (400).',
    params: onDocument,
    body: LabelsPut,
    responses: { 200: DocumentView },
  },
} as const satisfies Record<string, V1Endpoint>;
