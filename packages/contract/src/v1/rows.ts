import { type Static, Type } from 'typebox';

const column = (field: string) =>
  Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: `The column or member that holds ${field}; left out: it is found by its name.`,
    }),
  );

/** The media types of files of documents. */
export const documentFiles = [
  'text/csv',
  'text/tab-separated-values',
  'application/x-ndjson',
  'application/jsonl',
  'application/json',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.apache.parquet',
] as const;

/** Where the fields of texts stand in a file of rows. */
export const textQuery = {
  text: column('the text'),
  id: column('the id'),
  language: column('the language'),
  separator: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1, description: 'CSV: what stands between fields; left out: it is found.' }),
  ),
};

/** Where the fields of documents stand in a file of rows. */
export const rowsQuery = {
  ...textQuery,
  label: column('one class'),
  labels: column('any number of classes'),
  dataset: column('"train" or "test"'),
  labelSeparator: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 10,
      description:
        'What stands between the classes of one cell. Left out: ";" in `labels`, and a `label` is one class.',
    }),
  ),
  sheet: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'The sheet of a workbook; left out: the first that is not hidden.',
    }),
  ),
  emptyMeans: Type.Optional(
    Type.Enum(['none', 'unlabelled'], {
      description:
        'What an empty place for labels says: "none" of the classes, or not labelled yet. Left out: an empty cell is not labelled yet, an empty list says none, and in the export of another tool the record says it.',
    }),
  ),
};

/** What a request says about its rows. */
export type RowsQuery = { readonly [Name in keyof typeof rowsQuery]?: Static<(typeof rowsQuery)[Name]> };
