import { type Issue, issue } from '../../platform/on-threads.ts';
import type { ProjectKind } from '../../projects/index.ts';
import { chooseColumns } from '../columns/choose-columns.ts';
import { type Reading, type RowField, rowFields } from '../columns/reading.ts';
import { FileProblem } from '../file-problem.ts';
import { isObject } from '../shapes/shape.ts';
import type { FileHead, FileRecord } from '../tables/file-record.ts';
import { checkRow } from './row-check.ts';
import type { RowFormat } from './row-format.ts';
import { readUpload } from './upload-rows.ts';

/** What a file looks like before it is imported: plain data. */
export interface FilePreview {
  /** As `FileFacts` says it. */
  readonly readAs: string;
  readonly format: FileHead['format'];
  readonly separator: string | undefined;
  readonly encoding: string | undefined;
  /** Columns in the order of the header, or members as they were met; with the field that each is taken for. */
  readonly columns: readonly { readonly name: string; readonly guess: RowField | undefined }[];
  /** The first rows as they stand there, at most 20: a value for each column. */
  readonly rows: readonly {
    readonly row: number;
    readonly line: number | undefined;
    readonly values: readonly unknown[];
  }[];
  /** Classes by the number of rows that name them, the most frequent first; at most 200. */
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  readonly counts: {
    readonly rows: number;
    readonly good: number;
    readonly labelled: number;
    readonly refused: number;
  };
  /** What is wrong with the file or its rows; at most 100. */
  readonly issues: readonly Issue[];
}

export interface PreviewRequest {
  readonly format: RowFormat;
  readonly reading: Reading;
  readonly kind: ProjectKind;
  /** Only the beginning of the file is there: a last row that does not end is left out. */
  readonly isCut: boolean;
}

const mostRows = 20;
const mostIssues = 100;
const mostClasses = 200;
const longestCell = 1000;

/** Reads a file, or its beginning, by the reader of imports. A file that cannot be read is an issue of the preview. */
export async function previewUpload(
  pieces: AsyncIterable<Uint8Array>,
  { format, reading, kind, isCut }: PreviewRequest,
): Promise<FilePreview> {
  let head: FileHead | undefined;
  const first: FileRecord[] = [];
  const met = (its: FileHead, records: readonly FileRecord[]): void => {
    head = its;
    if (first.length < mostRows) first.push(...records.slice(0, mostRows - first.length));
  };
  const upload = readUpload(pieces, format, reading, { isCut, met });
  const issues: Issue[] = [];
  const classes = new Map<string, number>();
  const counts = { rows: 0, good: 0, labelled: 0, refused: 0 };
  try {
    for await (const some of upload.rows()) {
      for (const row of some) {
        counts.rows += 1;
        const result = checkRow(row, { kind, reading });
        counts[result.ok ? 'good' : 'refused'] += 1;
        if (!result.ok) {
          if (issues.length < mostIssues) issues.push(result.issue);
          continue;
        }
        const { labels } = result.value;
        if (labels !== undefined) counts.labelled += 1;
        for (const name of labels ?? []) classes.set(name, (classes.get(name) ?? 0) + 1);
      }
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    issues.unshift(issue('import/file-invalid', { problem: error.message }));
  }
  const { readAs, encoding } = upload.facts;
  const names = namesOf(head, first);
  const { at } = chooseColumns(names, reading, { labels: true });
  const guessOf = (index: number) => rowFields.find((field) => at[field]?.index === index);
  return {
    readAs,
    format: head?.format ?? format,
    separator: head?.format === 'csv' ? head.separator : undefined,
    encoding,
    columns: names.map((name, index) => ({ name, guess: guessOf(index) })),
    rows: first.map((record) => ({ row: record.number, line: record.line, values: valuesOf(record, names) })),
    classes: [...classes]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, mostClasses),
    counts,
    issues,
  };
}

function namesOf(head: FileHead | undefined, records: readonly FileRecord[]): readonly string[] {
  if (head === undefined) return [];
  if ('columns' in head) return head.columns;
  return [...new Set(records.flatMap((record) => Object.keys(objectOf(record))))].slice(0, mostClasses);
}

function objectOf(record: FileRecord): Readonly<Record<string, unknown>> {
  if (!('json' in record)) return {};
  try {
    const value: unknown = JSON.parse(record.json);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function valuesOf(record: FileRecord, names: readonly string[]): readonly unknown[] {
  if ('values' in record) return names.map((_, index) => shortened(record.values[index]));
  if ('problem' in record) return names.map((_, index) => shortened(record.fields?.[index]));
  const object = objectOf(record);
  return names.map((name) => shortened(object[name]));
}

/** A value as JSON can carry it, texts cut. */
function shortened(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return value;
  return value.length > longestCell ? `${value.slice(0, longestCell).toWellFormed()}…` : value;
}
