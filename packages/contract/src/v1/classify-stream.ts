import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { ClassScore } from './classify.ts';
import { onDeployment } from './names.ts';
import { textQuery } from './rows.ts';
import type { V1Endpoint } from './v1-endpoint.ts';
import { V1Error, V1Issue } from './v1-error.ts';

/** How the rows of a stream are read and its answers look. */
const classifyStreamQuery = closed({
  ...textQuery,
  top: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 200,
      default: 1,
      description: 'How many of the best classes to answer with their scores, predicted or not.',
    }),
  ),
  raw: Type.Optional(
    Type.Boolean({
      default: false,
      description: "CSV: true leaves cells that begin with = + - @, TAB or CR as they are. False puts a ' before them.",
    }),
  ),
});

const ClassifiedRow = closed(
  {
    id: Type.Union([Type.String(), Type.Null()], {
      description: 'The id of the row. In a file without ids it is the number of the row; else null.',
    }),
    predicted: Type.Array(ClassScore, {
      description: 'Best first. Single-label: exactly one; `None` when `abstained` is true.',
    }),
    scores: Type.Array(ClassScore, { description: 'The best `top` classes, best first.' }),
    abstained: Type.Boolean({ description: 'True when no class is certain enough to be answered.' }),
    warnings: Type.Optional(Type.Array(V1Issue)),
  },
  { title: 'ClassifiedRow' },
);

const RefusedRow = closed(
  {
    id: Type.Union([Type.String(), Type.Null()], { description: 'Null where the id of the row cannot be told.' }),
    error: closed({
      code: Type.String(),
      message: Type.String(),
      row: Type.Integer({ description: 'JSON lines: the line, from 1. CSV: the record, where the header is 1.' }),
      field: Type.String({ description: '`row` when the row as a whole cannot be read.' }),
      rule: Type.String(),
    }),
  },
  { title: 'RefusedRow' },
);

/** One line of a JSON lines answer. The last one of a stream that broke off is an error without an id. */
export const StreamedRow = Type.Union([ClassifiedRow, RefusedRow, V1Error]);
export type StreamedRow = Static<typeof StreamedRow>;

/** The sentences of the API's description. */
const classifyStreamDescription = `Takes any number of rows and answers one row for each, in order, while they come in. Rows are read as in an
import: \`text\`, and \`id\` and \`language\` if wanted, as JSON lines, or as CSV with a header. Labels are ignored. The answer has
the media type that \`Accept\` names, else that of the body. Read the answer while you send: the server reads no further
than you read its answers.

A bad row is answered with an error (row number, field, rule) and does not stop the others. One model answers all rows:
the one that the deployment pointed at when the stream began. A refusal before the first row has the usual shape. After
that, an error is written as a last row without an id, and the connection ends before the answer is complete.

CSV columns of the answer: \`id\`, \`predicted\`, \`score\` (several classes with \`;\` between them, or as JSON arrays where a name holds one),
\`abstained\`, \`class_1\`, \`score_1\`… up to \`top\`, \`error_code\`, \`error_row\`, \`error_field\`, \`error_rule\`.`;

/** Classification of any number of rows. */
export const classifyStreamEndpoints = {
  classifyStream: {
    id: 'classifyStream',
    tag: 'Deployments',
    right: 'predict',
    method: 'POST',
    path: '/projects/{project}/deployments/{deployment}:classifyStream',
    summary: 'Classify JSON lines or CSV of any length, row by row',
    description: classifyStreamDescription,
    params: onDeployment,
    query: classifyStreamQuery,
    streams: ['application/x-ndjson', 'application/jsonl', 'application/json', 'text/csv', 'text/tab-separated-values'],
    answersRows: { mediaTypes: ['application/x-ndjson', 'text/csv'], row: StreamedRow },
    responses: { 200: null },
  },
} as const satisfies Record<string, V1Endpoint>;
