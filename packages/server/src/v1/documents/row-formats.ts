import type { RowsQuery } from '@taxon/contract';
import { findCharset, type Reading, type RowFormat, type TextFormat } from '@taxon/engine';
import { invalidParameter } from '../../http/door-fault.ts';

/** The media types of rows as text → what the engine calls them. */
export const textFormats: Readonly<Record<string, TextFormat>> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/x-ndjson': 'jsonl',
  'application/jsonl': 'jsonl',
  'application/json': 'jsonl',
};

/** The media types of files that are read whole. */
const binaryFormats: Readonly<Record<string, RowFormat>> = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.apache.parquet': 'parquet',
};

/** What the engine calls a file of this media type. */
export const formatOf = (mediaType: string): RowFormat => textFormats[mediaType] ?? binaryFormats[mediaType] ?? 'jsonl';

/** What stands between fields where the media type says it. */
const separatorOf = (mediaType: string): string | undefined =>
  mediaType === 'text/tab-separated-values' ? '\t' : undefined;

/** The `charset` of a content type. Refuses one that cannot be decoded. */
function charsetOf(contentType: string | undefined): string | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)"?/i.exec(contentType ?? '')?.[1];
  if (charset === undefined) return undefined;
  if (findCharset(charset) !== undefined) return charset;
  throw invalidParameter(
    'charset',
    'must be an encoding that can be decoded, such as utf-8, windows-1252 or gb18030',
    charset,
  );
}

/** What a request says about its rows: query parameters, media type and charset. */
export function readingOf(mediaType: string, contentType: string | undefined, query: RowsQuery): Reading {
  const { text, label, labels, id, language, dataset, labelSeparator, separator, sheet, emptyMeans } = query;
  const charset = charsetOf(contentType);
  const between = separator ?? separatorOf(mediaType);
  return given({
    text,
    label,
    labels,
    id,
    language,
    dataset,
    labelSeparator,
    separator: between,
    sheet,
    emptyMeans,
    charset,
  });
}

/** The members that have a value. */
export function given<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as ReturnType<
    typeof given<T>
  >;
}
