/** Where a row stands in its file. */
export interface RowPlace {
  /** Which record it is: in CSV the header is 1, in JSON lines the first object; empty lines are no records. */
  readonly number: number;
  /** The line on which it begins, from 1, counted as an editor does; undefined where rows come without their file. */
  readonly line: number | undefined;
}

/**
 * A table as a reader of a file format gives it. `columns` are the names in the header, in the order of the file, as
 * they stand there ('' for none). A row has one value a column: a string, or what the format holds (number, boolean,
 * bigint, Date, an array of these, undefined or null for an empty cell). Rows are read when they are asked for.
 */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<RowPlace & { readonly values: readonly unknown[] }>;
}
