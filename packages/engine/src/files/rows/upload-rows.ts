import type { Reading } from '../columns/reading.ts';
import { FileProblem } from '../file-problem.ts';
import type { Table } from '../table.ts';
import type { FileHead, FileRecord } from '../tables/file-record.ts';
import { createFileRecords } from './file-rows.ts';
import type { ReadRow } from './row.ts';
import type { RowFormat, TextFormat } from './row-format.ts';
import { createRowMaker, type FileView, type RowMaker, viewFile } from './row-maker.ts';

/** What was found out about a file while its rows were read. */
export interface FileFacts {
  /** For people: "doccano JSON lines", "CSV, separated by semicolons", "JSON lines, UTF-16LE". */
  readonly readAs: string;
  /** How its rows are made; undefined before the first one, and for a file without any. */
  readonly view: FileView | undefined;
  /** Of a text file, by WHATWG name. */
  readonly encoding: string | undefined;
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

interface UploadOptions {
  /** Only the beginning of the file is there: a last row that does not end is left out. */
  readonly isCut?: boolean;
  /** Hears of records before rows are made of them, also of a file whose columns cannot be used. */
  readonly met?: (head: FileHead, records: readonly FileRecord[]) => void;
}

/** The most bytes of a workbook or Parquet file: these are held in memory whole. */
const longestBinary = 256 << 20;
const together = 500;
const enoughToTell = 4;

/**
 * Reads the rows of a file of documents. A workbook or Parquet file is recognised by its first bytes, whatever it was sent
 * as. Throws FileProblem when the file as a whole cannot be read.
 */
export function readUpload(
  pieces: AsyncIterable<Uint8Array>,
  format: RowFormat,
  reading: Reading,
  { isCut = false, met }: UploadOptions = {},
): UploadRows {
  let view: FileView | undefined;
  let maker: RowMaker | undefined;
  let file: ReturnType<typeof createFileRecords> | undefined;
  const rowsOf = (head: FileHead | undefined, records: readonly FileRecord[]): readonly ReadRow[] => {
    if (head === undefined) return [];
    // A header tells how its rows are made, at once. Objects tell it by the first of them, which may still be to come.
    if (records.length === 0 && !('columns' in head)) return [];
    met?.(head, records);
    view ??= viewFile(head, records, reading, { labels: true });
    maker ??= createRowMaker(view);
    return records.map(maker.row);
  };
  async function* textRows(body: AsyncIterable<Uint8Array>, text: TextFormat): AsyncGenerator<readonly ReadRow[]> {
    file = createFileRecords(text, reading);
    for await (const piece of body) {
      const records = file.write(piece);
      yield rowsOf(file.head, records);
    }
    if (isCut && file.head !== undefined) return;
    const last = file.end();
    yield rowsOf(file.head, last);
  }
  async function* binaryRows(bytes: Uint8Array, binary: 'xlsx' | 'parquet'): AsyncGenerator<readonly ReadRow[]> {
    const { columns, rows } = await openTable(bytes, binary, reading);
    const head = { format: binary, columns };
    yield rowsOf(head, []);
    let some: FileRecord[] = [];
    for await (const row of rows) {
      if (some.push(row) < together) continue;
      yield rowsOf(head, some);
      some = [];
    }
    yield rowsOf(head, some);
  }
  return {
    rows: async function* () {
      const { head, body } = await begun(pieces);
      const found = binaryOf(head) ?? format;
      if (found === 'csv' || found === 'jsonl') yield* textRows(body, found);
      else yield* binaryRows(await collected(body, found), found);
    },
    get facts() {
      const encoding = file?.encoding;
      const swallowing = file?.swallowing ?? [];
      return { readAs: readAs(view, encoding), view, encoding, swallowing, others: [...(maker?.others ?? [])] };
    },
  };
}

/** The first bytes of a body, and all of it. */
async function begun(pieces: AsyncIterable<Uint8Array>) {
  const source = pieces[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let length = 0;
  while (length < enoughToTell) {
    const next = await source.next();
    if (next.done === true) break;
    held.push(next.value);
    length += next.value.length;
  }
  async function* body(): AsyncGenerator<Uint8Array> {
    yield* held;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  }
  return { head: Buffer.concat(held).subarray(0, enoughToTell), body: body() };
}

/** What is no text, by its first bytes. Throws FileProblem for what is neither text nor a table. */
function binaryOf(head: Buffer): 'xlsx' | 'parquet' | undefined {
  const begins = head.toString('latin1');
  if (begins.startsWith('PK')) return 'xlsx';
  if (begins.startsWith('PAR')) return 'parquet';
  if (begins === '\u00d0\u00cf\u0011\u00e0') {
    throw new FileProblem(
      'it is an Excel workbook of the old form (.xls) or an encrypted one: save it as .xlsx or CSV',
    );
  }
  if (begins.startsWith('\u001f\u008b')) throw new FileProblem('it is compressed with gzip: send what is inside');
  if (begins === '%PDF') throw new FileProblem('it is a PDF document: send CSV, JSON lines, .xlsx or Parquet');
  return undefined;
}

async function collected(body: AsyncIterable<Uint8Array>, format: 'xlsx' | 'parquet'): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > longestBinary) {
      throw new FileProblem(`as ${formatNames[format]} it may have at most ${longestBinary} bytes: send it as CSV`);
    }
    parts.push(piece);
  }
  return Buffer.concat(parts);
}

/** Loads the reader only when a file needs it. */
async function openTable(bytes: Uint8Array, format: 'xlsx' | 'parquet', { sheet }: Reading): Promise<Table> {
  if (format === 'parquet') return (await import('../parquet/read-parquet.ts')).readParquet(bytes);
  return (await import('../xlsx/read-xlsx.ts')).readXlsx(bytes, sheet === undefined ? {} : { sheet });
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
