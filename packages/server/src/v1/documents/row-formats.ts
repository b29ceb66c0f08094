import type { RowFormat } from '@taxon/engine';

/** The media types of rows → what the engine calls them. */
export const rowFormats: Readonly<Record<string, RowFormat>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
};
