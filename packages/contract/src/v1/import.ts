import { inProject } from './names.ts';
import { OperationView } from './operation.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

/** Many documents at once. */
export const importEndpoints = {
  importRows: {
    id: 'importRows',
    tag: 'Imports',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}:import',
    summary: 'Add documents from CSV or JSON lines, up to 2 GiB',
    description:
      'The body may stream: it is stored first, then answered with an operation, whose work a worker does. Rows have `text` and, if wanted, `label` or `labels`, `id`, `language`, `dataset`; CSV with a header. An `id` that is there already replaces that document. Another column fails the import, another member its row; a row needs as many fields as the header (a comma outside quotes makes one more). Bad rows are named by record and line in the errors of the operation and do not stop the others; a file without any labels is warned of. Refuses a larger body (413) and, for a moment, more imports at once than the server takes (429).',
    params: inProject,
    streams: ['text/csv', 'application/x-ndjson', 'application/jsonl'],
    // A bound on what one writer can put on the disk. 100,000 rows of 20,000 characters, the most that is read of a text, fit.
    bodyLimit: 2 * 1024 ** 3,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
  importLabelsFile: {
    id: 'importLabelsFile',
    tag: 'Imports',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}:importLabelsFile',
    summary: 'Replace the data of a project by an Azure labels file, up to 256 MiB',
    description:
      'Documents, labels and classes become those of the file, whose texts are read from the container of the project, else from the documents uploaded under these names; models stay. A worker does it; bad documents are named in the errors of the operation and do not stop the others, a file that cannot be read fails it and changes nothing.',
    params: inProject,
    streams: ['application/json'],
    bodyLimit: 256 * 1024 ** 2,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
} as const satisfies Record<string, V1Endpoint>;
