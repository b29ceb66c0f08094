import { type Static, Type } from 'typebox';

/** The fields that a row can have. */
export const rowFields = ['text', 'label', 'labels', 'id', 'language', 'dataset'] as const;
export type RowField = (typeof rowFields)[number];

const name = Type.Optional(Type.String());

/** What the sender of a file says about it. Everything may be left out: then it is found in the file. */
export const Reading = Type.Object({
  /** Names of columns or members. In JSON a name with dots may lead into objects. */
  text: name,
  label: name,
  labels: name,
  id: name,
  language: name,
  dataset: name,
  /** What stands between the labels of one cell; with it, a single `label` is several too. */
  labelSeparator: name,
  /** What stands between the fields of CSV. */
  separator: name,
  /** The encoding of a text file. */
  charset: name,
  /** The sheet of a workbook. */
  sheet: name,
  /** What a place for labels says that holds none: `none` of the classes, or nothing yet (`unlabelled`). */
  emptyMeans: Type.Optional(Type.Enum(['none', 'unlabelled'])),
});
export type Reading = Static<typeof Reading>;
