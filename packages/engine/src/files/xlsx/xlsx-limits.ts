/**
 * What is read of a workbook at most. A sheet of 100,000 rows with 200 characters each expands to 30 MB in two entries;
 * office programs compress sheets to between a third and a thirtieth.
 */
export const xlsxLimits = {
  zip: { entries: 10_000, expandedBytes: 1 << 30, ratio: 250 },
  /** Cells of the sheet, empty ones included when the file writes them. */
  cells: 20_000_000,
  /** Characters of all shared strings together; they are held in memory. */
  sharedCharacters: 1 << 28,
  /** The size of a sheet in every office program. */
  rows: 1_048_576,
  columns: 16_384,
} as const;
