import { decodeUtf8 } from '../decode-utf8.ts';
import { FileProblem } from '../file-problem.ts';
import type { RowChunk } from './cut-rows.ts';
import { type ReadRow, readCsv, readJsonLines } from './row-reader.ts';
import { createRowScanner } from './row-scanner.ts';

/**
 * Reads the rows of a chunk with the reader of the import. A row that the reader cannot get past (bytes that are no
 * UTF-8, a stray quote) is named, and the rows beside it are read. Throws FileProblem when the header cannot be used.
 */
export async function readChunk(chunk: RowChunk): Promise<readonly ReadRow[]> {
  try {
    return await read(chunk, chunk.bytes, chunk.firstRow);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    await read(chunk, new Uint8Array(0), chunk.firstRow);
    return await readAround(chunk, rowsOf(chunk));
  }
}

async function read({ layout }: RowChunk, bytes: Uint8Array, firstRow: number): Promise<ReadRow[]> {
  const csv = layout.format === 'csv';
  const text = decodeUtf8(csv ? pieces(layout.header, bytes) : pieces(bytes));
  const rows: ReadRow[] = [];
  // The reader counts from the beginning of what it is given: for CSV the header.
  const offset = firstRow - (csv ? 2 : 1);
  for await (const row of csv ? readCsv(text) : readJsonLines(text)) {
    // A chunk does not know its lines in CSV; in JSON lines the line is the number.
    const number = (csv ? row.number : (row.line ?? row.number)) + offset;
    rows.push({ ...row, number, line: undefined });
  }
  return rows;
}

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

interface OneRow {
  readonly bytes: Uint8Array;
  readonly number: number;
}

function rowsOf({ layout, bytes, firstRow }: RowChunk): readonly OneRow[] {
  const scanner = createRowScanner(layout);
  const rows: OneRow[] = [];
  let from = 0;
  while (from < bytes.length) {
    const number = firstRow + scanner.rows;
    const end = scanner.next(bytes, from);
    const to = end === -1 ? bytes.length : end;
    rows.push({ bytes: bytes.subarray(from, to), number });
    from = to;
  }
  return rows;
}

/** Halves until the bad rows stand alone: a few of them among many cost little. */
async function readAround(chunk: RowChunk, rows: readonly OneRow[]): Promise<ReadRow[]> {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return [];
  const begin = first.bytes.byteOffset - chunk.bytes.byteOffset;
  const end = last.bytes.byteOffset - chunk.bytes.byteOffset + last.bytes.length;
  try {
    return await read(chunk, chunk.bytes.subarray(begin, end), first.number);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (rows.length === 1) return [{ number: first.number, line: undefined, problem: error.rule }];
    const half = rows.length >> 1;
    const before = await readAround(chunk, rows.slice(0, half));
    return [...before, ...(await readAround(chunk, rows.slice(half)))];
  }
}
