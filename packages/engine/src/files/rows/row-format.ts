/** The file formats in which rows come in and go out. */
export const rowFormats = ['csv', 'jsonl'] as const;
export type RowFormat = (typeof rowFormats)[number];
