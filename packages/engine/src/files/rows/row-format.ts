/** The file formats in which rows come in. */
export const rowFormats = ['csv', 'jsonl', 'xlsx', 'parquet'] as const;
export type RowFormat = (typeof rowFormats)[number];

/** The formats that are text, which come in and go out row by row. */
export type TextFormat = Extract<RowFormat, 'csv' | 'jsonl'>;
