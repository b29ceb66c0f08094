import { Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { inProject } from './names.ts';
import { OperationView } from './operation.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const ExportRequest = closed(
  {
    format: Type.Enum(['azure', 'jsonl', 'csv'], {
      description:
        "`jsonl`: one document a line, nothing is lost. `csv`: the same columns. `azure`: an Azure project file, which holds classes, labels and settings; the texts stay in the project's container.",
    }),
    raw: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'CSV only. Cells that a spreadsheet would compute as a formula begin with an apostrophe, which an import takes away again; true leaves them as they are.',
      }),
    ),
  },
  { title: 'ExportRequest' },
);
/** A project as a file. */
export const exportEndpoints = {
  exportProject: {
    id: 'exportProject',
    tag: 'Documents',
    right: 'read',
    method: 'POST',
    path: '/projects/{project}:export',
    summary: 'Write the documents and labels of a project into a file',
    description:
      'Answers an operation whose work a worker does; `GET /operations/{operation}/file` answers the file once it has succeeded. The file holds the documents as they are at one moment, by name, and an import takes it in again: `labels` is left out (CSV: empty) where a document is not labelled, and an empty list where it was reviewed and has none of the classes. Ends as cancelled when the project is deleted meanwhile.',
    params: inProject,
    body: ExportRequest,
    responses: { 202: OperationView },
    job: '/operations/{operation}',
  },
} as const satisfies Record<string, V1Endpoint>;
