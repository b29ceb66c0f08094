import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { inProject } from './names.ts';
import { OperationView } from './operation.ts';
import { documentFiles, rowsQuery } from './rows.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const importQuery = closed({
  ...rowsQuery,
  onExisting: Type.Optional(
    Type.Enum(['replace', 'skip', 'fail'], {
      default: 'replace',
      description:
        'What becomes of a row whose id is there already: it replaces the document, is skipped, or fails the import.',
    }),
  ),
  check: Type.Optional(
    Type.Boolean({ default: false, description: 'True: the whole file is read and checked, and nothing is written.' }),
  ),
});

const importDescription = `The body may stream: it is stored first, then answered with an operation, whose work a worker does.
Rows have \`text\` and, if wanted, \`label\` or \`labels\`, \`id\`, \`language\`, \`dataset\`, under these or common names, or
under those that the query gives. CSV has a header; its separator, line ends, quotes and encoding are found. JSON is an
object a line, an array, or objects over several lines. Of a workbook one sheet is read. Workbooks and Parquet files may have
256 MiB, and are recognised whatever they are sent as. Exports of doccano, Label Studio and Argilla are recognised, and
\`readAs\` of the result says so. Other columns are passed over with a warning; where no column is a label and one is close
to it, the file is refused. Bad rows are named by record and line in the errors of the operation and do not stop the others.
The result counts rows added, changed, unchanged, skipped and refused. Refuses a larger body (413), a charset that cannot be
decoded (400) and, for a moment, more imports at once than the server takes (429).`;

/** Many documents at once. */
export const importEndpoints = {
  importRows: {
    id: 'importRows',
    tag: 'Imports',
    right: 'write',
    method: 'POST',
    path: '/projects/{project}:import',
    summary: 'Add documents from CSV, JSON, .xlsx or Parquet, up to 2 GiB',
    description: importDescription,
    params: inProject,
    query: importQuery,
    streams: documentFiles,
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
