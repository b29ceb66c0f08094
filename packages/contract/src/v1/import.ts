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
      'The server stores the body while it arrives and then answers an operation; a worker does the work. A row has `text` and may have `label` or `labels`, `id`, `language` and `dataset`. CSV begins with a header. A row whose `id` exists replaces that document. An unknown CSV column fails the import; an unknown JSON member fails its row. A CSV row needs as many fields as the header: a comma outside quotes makes one more. A bad row does not stop the others; the errors of the operation name its record and line. A file without labels gets a warning. Refuses a body over 2 GiB (413), and more imports at once than the server takes (429: try again).',
    params: inProject,
    streams: ['text/csv', 'application/x-ndjson', 'application/jsonl'],
    // Bounds what one writer can put on the disk. 100,000 rows of 20,000 characters fit; more of a text is not read.
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
      'Documents, labels and classes of the file replace those of the project. Their texts are read from the container of the project; without a container, from the documents that were uploaded under these names. Models stay. A worker does the work. A bad document does not stop the others; the errors of the operation name it. A file that cannot be read fails the operation and changes nothing.',
    params: inProject,
    streams: ['application/json'],
    bodyLimit: 256 * 1024 ** 2,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
} as const satisfies Record<string, V1Endpoint>;
