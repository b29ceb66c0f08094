import type { Reading } from '../columns/reading.ts';
import type { FileRecord } from '../tables/file-record.ts';
import { createFileRecords } from './file-rows.ts';
import type { ReadRow } from './row.ts';
import type { RowFormat } from './row-format.ts';
import { createRowMaker, type FileView, type RowMaker, viewFile } from './row-maker.ts';

/** What was found out about a file while its rows were read. */
export interface FileFacts {
  /** For people: "doccano JSON lines", "CSV, separated by ;", "JSON lines, UTF-16LE". */
  readonly readAs: string;
  /** Names of columns or members from which nothing was read. */
  readonly others: readonly string[];
  /** Lines of rows whose quotes hold lines that look like rows. */
  readonly swallowing: readonly number[];
}

/** The rows of a file, some at a time. */
export interface UploadRows {
  rows(): AsyncGenerator<readonly ReadRow[]>;
  /** As far as rows were read. */
  readonly facts: FileFacts;
}

/** Reads the rows of a file of documents. Throws FileProblem when the file as a whole cannot be read. */
export function readUpload(pieces: AsyncIterable<Uint8Array>, format: RowFormat, reading: Reading): UploadRows {
  const file = createFileRecords(format === 'csv' ? 'csv' : 'jsonl', reading);
  let view: FileView | undefined;
  let maker: RowMaker | undefined;
  const rowsOf = (records: readonly FileRecord[]): readonly ReadRow[] => {
    if (file.head === undefined) return [];
    view ??= viewFile(file.head, records, reading, { labels: true });
    maker ??= createRowMaker(view);
    return records.map(maker.row);
  };
  return {
    rows: async function* () {
      for await (const piece of pieces) yield rowsOf(file.write(piece));
      yield rowsOf(file.end());
    },
    get facts() {
      const { swallowing } = file;
      return { readAs: readAs(view, file.encoding), swallowing, others: [...(maker?.others ?? [])] };
    },
  };
}

const formatNames = {
  csv: 'CSV',
  jsonl: 'JSON lines',
  json: 'JSON',
  xlsx: 'Excel workbook',
  parquet: 'Parquet',
} as const;
const separatorNames: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

function readAs(view: FileView | undefined, encoding: string | undefined): string {
  const { head, shape } = view ?? {};
  const name = shape ?? formatNames[head?.format ?? 'jsonl'];
  const separated =
    head?.format === 'csv' ? `, separated by ${separatorNames[head.separator] ?? JSON.stringify(head.separator)}` : '';
  return name + separated + (encoding === undefined || encoding === 'utf-8' ? '' : `, ${encoding.toUpperCase()}`);
}
