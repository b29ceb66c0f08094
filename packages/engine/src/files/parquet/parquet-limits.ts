/**
 * What is read of a Parquet file at most. One row group is in memory at a time: writers make groups of 1,000 to
 * 1,000,000 rows, of some 100 MB at most.
 */
export const parquetLimits = {
  /** Bytes of one row group when it is expanded, by the list in the file. */
  groupBytes: 1 << 30,
  /** Bytes of one page when it is expanded; writers make pages of about 1 MB. */
  pageBytes: 1 << 28,
  /** Values of one column in one row group. */
  groupValues: 20_000_000,
  rows: 20_000_000,
  columns: 16_384,
} as const;
