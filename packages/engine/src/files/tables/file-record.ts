import type { RowPlace } from '../table.ts';

/** One record of a file, before its fields are looked for. */
export type FileRecord = RowPlace &
  (
    | { readonly values: readonly unknown[] }
    /** The text of what should be one JSON object. */
    | { readonly json: string }
    | BadRecord
  );

/** A record that cannot be read. */
export interface BadRecord {
  readonly problem: string;
  /** Its number of fields is not the header's. These are its fields as far as they can be told apart. */
  readonly fields?: readonly string[];
}

/** What a file says of itself in its beginning. */
export type FileHead =
  | {
      readonly format: 'csv';
      readonly separator: string;
      /** Names as they stand in the header; '' for none. */
      readonly columns: readonly string[];
    }
  | { readonly format: 'jsonl' | 'json' }
  | { readonly format: 'xlsx' | 'parquet'; readonly columns: readonly string[] };

/** Reads the records of a text format from pieces of text that are cut anywhere. */
export interface TextReader {
  /** The records that are complete with this piece. Throws FileProblem when the file as a whole cannot be read. */
  write(text: string): FileRecord[];
  /** The records that the end of the file completes. */
  end(): FileRecord[];
  /** Known with the first record, at the latest at the end. */
  readonly head: FileHead | undefined;
  /** CSV: the lines of rows whose quotes hold whole lines that look like rows; at most 20. */
  readonly swallowing: readonly number[];
}

/** Characters; a text of 128,000 text elements, quoted and escaped, is shorter. */
export const longestRow = 16 << 20;
