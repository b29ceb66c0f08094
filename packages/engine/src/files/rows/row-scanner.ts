import type { RowFormat } from './row-format.ts';

/** How the rows of a stream lie in its bytes; told once, from its beginning. */
export type RowLayout =
  | { readonly format: 'jsonl' }
  | {
      readonly format: 'csv';
      /** The header with its line end. */
      readonly header: Uint8Array;
      /** The byte between fields. */
      readonly delimiter: number;
      readonly lineEnd: LineEnd;
    };

type LineEnd = 'lf' | 'crlf' | 'cr';

/** Finds where rows end, without reading them. Bytes come in pieces of any size; each is looked at once. */
export interface RowScanner {
  /** The place behind the next end of a row at or after `from`; -1 when the piece ends before the row does. */
  next(piece: Uint8Array, from: number): number;
  /** Ends of rows seen so far, as the readers number rows: JSON lines count lines, CSV leaves empty lines out. */
  readonly rows: number;
}

const lf = 10;
const cr = 13;
const quote = 34;

/** A scanner that stands at the beginning of a row. */
export function createRowScanner(layout: RowLayout): RowScanner {
  return layout.format === 'csv' ? csvScanner([layout.delimiter], layout.lineEnd) : lineScanner();
}

function lineScanner(): RowScanner {
  let rows = 0;
  return {
    next: (piece, from) => {
      const at = piece.indexOf(lf, from);
      if (at !== -1) rows += 1;
      return at + 1 || -1;
    },
    get rows() {
      return rows;
    },
  };
}

const fieldStart = 0;
const unquoted = 1;
const quoted = 2;
const quoteInQuoted = 3;

/**
 * RFC 4180, and what the reader makes of files that break it: a quote opens only at the beginning of a field, so a stray
 * one spoils its own row and not those behind it.
 */
function csvScanner(delimiters: readonly number[], lineEnd: LineEnd): RowScanner {
  const endByte = lineEnd === 'cr' ? cr : lf;
  const emptyLength = lineEnd === 'crlf' ? 2 : 1;
  let state = fieldStart;
  let previous = 0;
  // Bytes of the row that earlier pieces had.
  let before = 0;
  let rows = 0;

  const next = (piece: Uint8Array, from: number): number => {
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at] as number;
      if (state === quoted) {
        if (byte === quote) state = quoteInQuoted;
      } else if (state === quoteInQuoted && byte === quote) {
        state = quoted;
      } else if (byte === quote && state === fieldStart) {
        state = quoted;
      } else if (byte === endByte && (lineEnd !== 'crlf' || previous === cr)) {
        if (before + at + 1 - from > emptyLength) rows += 1;
        before = 0;
        previous = 0;
        state = fieldStart;
        return at + 1;
      } else {
        state = delimiters.includes(byte) ? fieldStart : unquoted;
      }
      previous = byte;
    }
    before += piece.length - from;
    return -1;
  };
  return {
    next,
    get rows() {
      return rows;
    },
  };
}

/** Where the rows of a stream begin. */
export interface Start {
  readonly layout: RowLayout;
  /** Bytes before the first row: byte order mark, header. */
  readonly length: number;
}

const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Reads the beginning of a stream; undefined: too few bytes to say. `whole`: no more will come. */
export function findStart(
  head: Uint8Array,
  { format, whole, delimiterOf }: { format: RowFormat; whole: boolean; delimiterOf: (header: string) => string },
): Start | undefined {
  if (head.length < byteOrderMark.length && !whole) return undefined;
  const mark = byteOrderMark.every((byte, at) => head[at] === byte) ? byteOrderMark.length : 0;
  if (format === 'jsonl') return { layout: { format }, length: mark };
  const lineEnd = firstLineEnd(head, mark, whole);
  if (lineEnd === undefined) return undefined;
  const scanner = csvScanner([44, 59, 9], lineEnd);
  let begin = mark;
  for (let end = scanner.next(head, begin); end !== -1; end = scanner.next(head, end)) {
    if (scanner.rows > 0) return startBehind(head.slice(begin, end), end, lineEnd, delimiterOf);
    begin = end;
  }
  // A header alone, without the end of its line.
  return whole && begin < head.length ? startBehind(head.slice(begin), head.length, lineEnd, delimiterOf) : undefined;
}

function startBehind(
  header: Uint8Array,
  length: number,
  lineEnd: LineEnd,
  delimiterOf: (header: string) => string,
): Start {
  const delimiter = delimiterOf(new TextDecoder().decode(header)).charCodeAt(0);
  return { layout: { format: 'csv', header, delimiter, lineEnd }, length };
}

/** The first end of a line outside quotes decides for the whole stream, as it does for the reader. */
function firstLineEnd(head: Uint8Array, from: number, whole: boolean): LineEnd | undefined {
  let inQuotes = false;
  for (let at = from; at < head.length; at += 1) {
    const byte = head[at];
    if (byte === quote) inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (byte === lf) return 'lf';
    else if (byte === cr) {
      const after = head[at + 1];
      if (after !== undefined) return after === lf ? 'crlf' : 'cr';
      return whole ? 'cr' : undefined;
    }
  }
  return whole ? 'lf' : undefined;
}
