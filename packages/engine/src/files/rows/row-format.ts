/** The file formats in which rows come in and go out. */
export type RowFormat = 'csv' | 'jsonl';
