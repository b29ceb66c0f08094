import { type Static, type TSchema, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { inProject } from './names.ts';
import { OperationView } from './operation.ts';
import { documentFiles, rowsQuery } from './rows.ts';
import type { V1Endpoint } from './v1-endpoint.ts';
import { V1Issue } from './v1-error.ts';

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

const previewQuery = closed({
  ...rowsQuery,
  project: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 50,
      description: 'The project whose kind counts; left out: any number of labels.',
    }),
  ),
});

const orNull = (schema: TSchema, description: string) => Type.Union([schema, Type.Null()], { description });

export const ImportPreviewView = closed(
  {
    readAs: Type.String({ description: 'How the file is read, such as "doccano JSON lines".' }),
    format: Type.Enum(['csv', 'jsonl', 'json', 'xlsx', 'parquet']),
    separator: orNull(Type.String(), 'CSV: what stands between fields.'),
    encoding: orNull(Type.String(), 'Of a text file.'),
    complete: Type.Boolean({ description: 'False: the text is longer than the megabyte that was looked at.' }),
    columns: Type.Array(
      closed({
        name: Type.String(),
        guess: orNull(
          Type.Enum(['text', 'label', 'labels', 'id', 'language', 'dataset']),
          'What the import takes the column for; null: nothing is read from it.',
        ),
      }),
    ),
    rows: Type.Array(
      closed({
        row: Type.Integer(),
        line: orNull(Type.Integer(), 'The line on which the row begins.'),
        values: Type.Array(Type.Unknown(), { description: 'One value a column, as it stands in the file.' }),
      }),
      { description: 'The first rows, at most 20.' },
    ),
    classes: Type.Array(closed({ name: Type.String(), count: Type.Integer() }), {
      description: 'By the number of rows that name them; at most 200.',
    }),
    counts: closed({
      rows: Type.Integer(),
      good: Type.Integer(),
      labelled: Type.Integer(),
      refused: Type.Integer(),
    }),
    issues: Type.Array(V1Issue, { description: 'What is wrong with the file or its rows, at most 100.' }),
  },
  { title: 'ImportPreview' },
);
export type ImportPreviewView = Static<typeof ImportPreviewView>;

/** Many documents at once. */
export const importEndpoints = {
  previewImport: {
    id: 'previewImport',
    tag: 'Imports',
    right: 'write',
    method: 'POST',
    path: '/previewImport',
    summary: 'Show what an import would make of a file',
    description:
      'Reads the first megabyte of a text, or a whole workbook or Parquet file of at most 256 MiB, by the reader of the import, and stores nothing. Answers format, columns with what they are taken for, the first 20 rows, classes and what would be refused. A text of a megabyte or more is taken for the beginning of a file: a last row that does not end is left out. Takes the query of the import, so that columns can be named and tried.',
    query: previewQuery,
    streams: documentFiles,
    bodyLimit: 256 * 1024 ** 2,
    responses: { 200: ImportPreviewView },
  },
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
