import { FileProblem } from '../../file-problem.ts';
import type { RowPlace } from '../../table.ts';
import { type BadRecord, type FileRecord, longestRow, type TextReader } from '../file-record.ts';
import {
  type Backslash,
  type CsvText,
  csvText,
  type Outcome,
  type Parsed,
  parseLeniently,
  parseStrictly,
} from './parse-record.ts';

const separators = [',', ';', '\t', '|'] as const;
const longestHeader = 65_536;
const mostSwallowing = 20;
const lineEnd = /[\r\n]/;

export interface CsvOptions {
  /** What stands between fields; undefined: it is found in the header. */
  readonly separator?: string | undefined;
  /** How many names of a header a reader of rows knows: of two separators the one with more known names is right. */
  readonly knownNames: (columns: readonly string[]) => number;
}

/**
 * Reads CSV as spreadsheets, programs and hands write it (docs/adr/0031). LF, CR LF and CR end a record, mixed too. A record
 * is read by the first grammar in which it has the header's number of fields: quotes doubled (RFC 4180), quotes escaped by
 * a backslash, quotes written carelessly, quotes that mean nothing. A record that fits none costs its line, never the next.
 * Records without any value are passed over, as are empty fields behind the last named column.
 */
export function createCsvReader(options: CsvOptions): TextReader {
  let rest = '';
  let waits: 'line' | 'quote' = 'line';
  // How long the rest must be to be read again, when what it waits for does not come before.
  let needed = 0;
  // The rest ends in a CR, which may be the first half of a line end.
  let halfEnd = false;
  let header: Header | undefined;
  let line = 1;
  let number = 0;
  const swallowing: number[] = [];

  const read = (piece: string, whole: boolean): FileRecord[] => {
    // A record whose quotes are open cannot end before the next quote, and none can before the next line end. A long rest is
    // read again only when it has doubled, so that all of it is linear.
    const comes = waits === 'quote' ? piece.includes('"') : halfEnd || lineEnd.test(piece);
    if (!whole && header !== undefined && rest !== '' && (!comes || rest.length + piece.length < needed)) {
      rest += piece;
      halfEnd = piece.endsWith('\r');
      if (rest.length <= longestRow) return [];
      piece = '';
    }
    let text = rest + piece;
    const records: FileRecord[] = [];
    waits = 'line';
    if (header === undefined) {
      const start = readHeader(text, whole, options);
      if (start === undefined) {
        rest = text;
        return [];
      }
      header = start.header;
      number = 1;
      line += countLines(text.slice(0, start.length));
      text = text.slice(start.length);
    }
    const csv = csvText(text, header.separator, whole);
    let at = 0;
    while (at < text.length) {
      const record = readRecord(csv, at, header);
      if (record === 'more') {
        waits = csv.lineEnd(at) === -1 || csv.quotes.next(at) === Number.POSITIVE_INFINITY ? 'line' : 'quote';
        break;
      }
      const place = { number: number + 1, line };
      const lines = record.lines ?? countLines(text.slice(at, record.next));
      at = record.next;
      line += lines;
      if (isBlank('fields' in record ? record.fields : record.bad.fields, header)) continue;
      number += 1;
      if ('fields' in record && isHeader(record.fields, header)) {
        records.push({ ...place, problem: 'is the header again, as where files were joined' });
        continue;
      }
      if (record.holdsRows === true && swallowing.length < mostSwallowing) swallowing.push(place.line);
      records.push(recordOf(place, record));
    }
    rest = text.slice(at);
    halfEnd = rest.endsWith('\r');
    needed = waits === 'quote' && rest.length > 65_536 ? Math.min(rest.length * 2, longestRow + 1) : 0;
    return records;
  };
  return {
    write: (piece) => read(piece, false),
    end: () => {
      const records = read('', true);
      if (header === undefined) throw new FileProblem('it is empty; a CSV file needs a header');
      return records;
    },
    get head() {
      if (header === undefined) return undefined;
      return { format: 'csv' as const, separator: header.separator, columns: header.columns };
    },
    swallowing,
  };
}

/** Without any value, as spreadsheets write at the end; blanks alone count only where there is one column. */
function isBlank(fields: readonly string[] | undefined, { width }: Header): boolean {
  if (fields === undefined) return false;
  if (fields.length === 1 && width > 1) return fields[0]?.trim() === '';
  return fields[0] === '' && fields.every((field) => field === '');
}

/** Whether a record says what the header says. One column alone may hold its own name. */
function isHeader(fields: readonly string[], { columns, width }: Header): boolean {
  if (width < 2) return false;
  const said = (at: number) => (at === 0 ? withoutMark(fields[at]) : fields[at]) ?? '';
  return columns.every((name, at) => name.toLowerCase() === said(at).trim().toLowerCase());
}

/** A file that was put behind another one may bring its byte order mark along. */
const withoutMark = (field: string | undefined): string | undefined => field?.replace(/^\ufeff(?:"(.*)"$)?/, '$1');

function recordOf(place: RowPlace, record: ReadRecord): FileRecord {
  if ('bad' in record) return { ...place, ...record.bad };
  return { ...place, values: record.fields.map(unguarded) };
}

/**
 * Without the apostrophe that an export puts before what a spreadsheet would compute (`csv-record.ts`). `\N` is how MySQL and
 * PostgreSQL write NULL.
 */
function unguarded(cell: string): string {
  if (cell === '\\N') return '';
  return cell.startsWith("'") && /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

interface Header {
  readonly columns: readonly string[];
  readonly separator: string;
  /** The place behind the last column with a name, which is how many fields a record has at least. */
  readonly width: number;
  /** What the records so far say about backslashes. */
  backslash: Backslash;
  /** Whether backslashes stand before separators outside of quotes, as Python writes with QUOTE_NONE. */
  bare: boolean;
}

const blankLines = /(?:[^\S\r\n]*[\r\n])+/y;
const separatorLine = /^\s*"?sep=([^\r\n])"?[ \t]*(?:\r\n|\n|\r)/i;

/** The header and how much of the text it takes; undefined: more is to come. */
function readHeader(
  text: string,
  whole: boolean,
  { separator, knownNames }: CsvOptions,
): { header: Header; length: number } | undefined {
  const named = separatorLine.exec(text);
  let begin = named?.[0].length ?? 0;
  blankLines.lastIndex = begin;
  if (blankLines.test(text)) begin = blankLines.lastIndex;
  if (begin === text.length) return tooLong(text);
  let best: { parsed: Parsed; separator: string; score: number } | undefined;
  const given = separator ?? named?.[1];
  for (const candidate of given === undefined ? separators : [given]) {
    const csv = csvText(text, candidate, whole);
    const end = csv.lineEnd(begin);
    if (end === -1) return tooLong(text);
    const parsed = firstOf([
      () => parseStrictly(csv, begin, 'none'),
      () => parseLeniently(csv, begin, false),
      () => splitLine(csv, begin, end),
    ]);
    if (parsed === 'more') return tooLong(text);
    const score = knownNames(parsed.fields) * 1000 + parsed.fields.length;
    if (best === undefined || score > best.score) best = { parsed, separator: candidate, score };
  }
  if (best === undefined) return undefined;
  const columns = best.parsed.fields.map((name) => name.trim());
  const width = columns.findLastIndex((name) => name !== '') + 1;
  return {
    header: { columns, separator: best.separator, width, backslash: 'none', bare: false },
    length: best.parsed.next,
  };
}

function tooLong(text: string): undefined {
  if (text.length > longestHeader) throw new FileProblem(`the header is longer than ${longestHeader} characters`);
  return undefined;
}

/** The first that is not broken. */
function firstOf(attempts: readonly (() => Outcome)[]): Parsed | 'more' {
  for (const attempt of attempts) {
    const outcome = attempt();
    if (outcome !== 'broken') return outcome;
  }
  return 'more';
}

/** Quotes mean nothing. */
function splitLine(csv: CsvText, from: number, end: number): Parsed {
  const fields = csv.text.slice(from, end).split(csv.separator);
  return { fields, next: csv.behind(end), longCells: [], doubled: false, escaped: false };
}

type ReadRecord = { readonly next: number; readonly lines?: number; readonly holdsRows?: boolean } & (
  | { readonly fields: readonly string[] }
  | { readonly bad: BadRecord }
);

function readRecord(csv: CsvText, at: number, header: Header): ReadRecord | 'more' {
  const end = csv.lineEnd(at);
  if (end === -1) {
    if (csv.text.length - at <= longestRow) return 'more';
    throw new FileProblem(`a row is longer than ${longestRow} characters`);
  }
  const slashed = csv.backslashes.next(at) < end;
  if (csv.quotes.next(at) > end && !(slashed && header.bare)) {
    const fields = csv.text.slice(at, end).split(csv.separator);
    if (fits(fields, header)) return { fields, next: csv.behind(end), lines: 1 };
    if (!slashed) return { bad: wrongWidth(fields, header), next: csv.behind(end), lines: 1 };
  }
  return readQuoted(csv, at, header);
}

function readQuoted(csv: CsvText, at: number, header: Header): ReadRecord | 'more' {
  const strict = parseStrictly(csv, at, header.backslash);
  if (strict === 'more') return 'more';
  if (strict !== 'broken' && fits(strict.fields, header)) {
    // Behind a comma and a blank, quotes are quotes too, as hands and some programs write them.
    const careless = header.separator !== '\t' && strict.fields.some((field) => /^ +".*" *$/.test(field));
    const closer = careless ? parseLeniently(csv, at, false) : 'broken';
    if (closer === 'more') return 'more';
    return accepted(closer !== 'broken' && fits(closer.fields, header) ? closer : strict, header);
  }
  for (const backslash of otherReadings[header.backslash]) {
    const other = parseStrictly(csv, at, backslash);
    if (other === 'more') return 'more';
    if (other === 'broken' || !fits(other.fields, header)) continue;
    return accepted(learn(csv, at, other, header), header);
  }
  const oneLine = parseLeniently(csv, at, false);
  if (oneLine !== 'more' && oneLine !== 'broken' && fits(oneLine.fields, header)) return accepted(oneLine, header);
  const lines = parseLeniently(csv, at, true);
  if (lines === 'more') return 'more';
  if (lines !== 'broken' && fits(lines.fields, header) && !holdsRows(lines, header)) return accepted(lines, header);
  return refused(csv, at, { strict, oneLine }, header);
}

const otherReadings: Readonly<Record<Backslash, readonly Backslash[]>> = {
  none: ['escape'],
  escape: ['none'],
  kept: ['none'],
};

/** Remembers how this file uses backslashes; a record that doubles quotes as well was written by PHP, which keeps them. */
function learn(csv: CsvText, at: number, parsed: Parsed, header: Header): Parsed {
  if (!parsed.escaped) return parsed;
  if (csv.quotes.next(at) >= parsed.next) header.bare = true;
  if (!parsed.doubled) {
    header.backslash = 'escape';
    return parsed;
  }
  header.backslash = 'kept';
  const kept = parseStrictly(csv, at, 'kept');
  return typeof kept === 'string' ? parsed : kept;
}

function accepted(parsed: Parsed, header: Header): ReadRecord {
  const { fields, next, longCells, escaped } = parsed;
  if (longCells.length === 0 && !escaped) return { fields, next, lines: 1 };
  return { fields, next, holdsRows: holdsRows(parsed, header) };
}

function refused(
  csv: CsvText,
  at: number,
  { strict, oneLine }: { readonly strict: Outcome; readonly oneLine: Outcome },
  header: Header,
): ReadRecord {
  const end = csv.lineEnd(at);
  const literal = splitLine(csv, at, end);
  const open = literal.fields.some((field) => /^[ \t]*"/.test(field) && (field.split('"').length - 1) % 2 === 1);
  if (!open && fits(literal.fields, header)) return { fields: literal.fields, next: literal.next, lines: 1 };
  // Quotes are as they should be, so all lines between them belong to this record, unless they look like rows.
  if (typeof strict !== 'string' && (strict.longCells.length === 0 || !holdsRows(strict, header))) {
    return { bad: wrongWidth(strict.fields, header), next: strict.next };
  }
  if (typeof oneLine !== 'string') return { bad: wrongWidth(oneLine.fields, header), next: oneLine.next, lines: 1 };
  if (!open) return { bad: wrongWidth(literal.fields, header), next: literal.next, lines: 1 };
  return { bad: { problem: 'a quote is opened and never closed' }, next: literal.next, lines: 1 };
}

/** As many fields as the header has, those behind the last named column being empty. */
function fits(fields: readonly string[], { width }: Header): boolean {
  if (fields.length < width) return false;
  for (let at = width; at < fields.length; at += 1) if (fields[at] !== '') return false;
  return true;
}

/** Whether a line within quotes has the header's number of columns, as when a quote is missing or one too many. */
function holdsRows({ longCells }: Parsed, { width, separator }: Header): boolean {
  if (width < 2) return false;
  return longCells.some((cell) =>
    cell
      .split(/\r\n|\n|\r/)
      .slice(1)
      .some((inner) => inner.split(separator).length === width),
  );
}

const separatorWords: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** A comma without quotes moves the rest of a text into the next column. That must not become a class. */
function wrongWidth(fields: readonly string[], { width, separator }: Header): BadRecord {
  const word = separatorWords[separator] ?? `"${separator}"`;
  const count = Math.max(fields.findLastIndex((field) => field !== '') + 1, Math.min(fields.length, width), 1);
  const advice =
    count > width
      ? `a ${word} within a text must stand in quotes`
      : `an empty field needs its ${word} too, and a line end within a text must stand in quotes`;
  const given = `${count} ${count === 1 ? 'field' : 'fields'}`;
  return { problem: `has ${given}, the header has ${width}; ${advice}`, fields };
}

function countLines(text: string): number {
  return (text.match(/\r\n|\n|\r/g)?.length ?? 0) + (/[^\r\n]$/.test(text) ? 1 : 0);
}
