import { longestRow } from '../file-record.ts';
import { createFinder, type Finder } from './finder.ts';

/** A piece of CSV that records are parsed from. `whole`: the file ends with it. */
export interface CsvText {
  readonly text: string;
  readonly whole: boolean;
  readonly separator: string;
  readonly separators: Finder;
  readonly quotes: Finder;
  readonly backslashes: Finder;
  /** The end of the line from here: a LF or CR, or the end of the text; -1: it is still to come. */
  lineEnd(from: number): number;
  /** The place behind the line end that begins here. */
  behind(end: number): number;
}

export function csvText(text: string, separator: string, whole: boolean): CsvText {
  const lf = createFinder(text, '\n');
  const cr = createFinder(text, '\r');
  return {
    text,
    whole,
    separator,
    separators: createFinder(text, separator),
    quotes: createFinder(text, '"'),
    backslashes: createFinder(text, '\\'),
    lineEnd: (from) => {
      const end = Math.min(lf.next(from), cr.next(from));
      // A CR at the end may be the first half of a line end.
      if (end < text.length - 1 || (end === text.length - 1 && (whole || text[end] === '\n'))) return end;
      return whole ? text.length : -1;
    },
    behind: (end) => Math.min(text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1, text.length),
  };
}

/** A record and where the next one begins. */
export interface Parsed {
  readonly fields: string[];
  readonly next: number;
  /** Cells with line ends within. */
  readonly longCells: readonly string[];
  /** A quote was written twice within quotes, or escaped. */
  readonly doubled: boolean;
  readonly escaped: boolean;
}

/** `more`: the end of the record is still to come. `broken`: it cannot be read so. */
export type Outcome = Parsed | 'more' | 'broken';

/**
 * What a backslash means: nothing (`none`); the character behind it is meant as it stands, as Spark, R and Python write
 * (`escape`); that, and it stays in the text, as PHP writes (`kept`).
 */
export type Backslash = 'none' | 'escape' | 'kept';

const escapable = new Set(['"', '\\']);

/**
 * Parses one record. Quotes open at the beginning of a field and close before a separator or line end; other quotes stand
 * in fields that begin with none. Anything else is broken.
 */
export function parseStrictly(csv: CsvText, from: number, backslash: Backslash): Outcome {
  const { text, separator } = csv;
  const fields: string[] = [];
  const longCells: string[] = [];
  let doubled = false;
  let escaped = false;
  let at = from;
  for (;;) {
    if (text[at] === '"') {
      const cell = quotedCell(csv, at, backslash);
      if (typeof cell === 'string') return cell;
      fields.push(cell.value);
      if (/[\r\n]/.test(cell.value)) longCells.push(cell.value);
      doubled ||= cell.doubled;
      escaped ||= cell.escaped;
      at = cell.end;
    } else {
      const cell = backslash === 'none' ? undefined : escapedCell(csv, at, backslash);
      if (cell === 'more') return 'more';
      if (cell === undefined) {
        const end = Math.min(csv.separators.next(at), lineEndOr(csv, at));
        if (end === Number.POSITIVE_INFINITY) return 'more';
        fields.push(text.slice(at, end));
        at = end;
      } else {
        fields.push(cell.value);
        escaped ||= cell.escaped;
        at = cell.end;
      }
    }
    if (text[at] === separator && at < text.length) at += 1;
    else {
      const end = csv.lineEnd(at);
      if (end === -1) return 'more';
      return { fields, next: csv.behind(end), longCells, doubled, escaped };
    }
  }
}

const lineEndOr = (csv: CsvText, from: number): number => {
  const end = csv.lineEnd(from);
  return end === -1 ? Number.POSITIVE_INFINITY : end;
};

interface Cell {
  readonly value: string;
  /** The place behind it. */
  readonly end: number;
  readonly doubled: boolean;
  readonly escaped: boolean;
}

function quotedCell(csv: CsvText, begin: number, backslash: Backslash): Cell | 'more' | 'broken' {
  const { text, separator, whole } = csv;
  const missing = whole || text.length - begin > longestRow ? 'broken' : 'more';
  let value = '';
  let doubled = false;
  let escaped = false;
  let since = begin + 1;
  for (let at = since; ; ) {
    const quote = csv.quotes.next(at);
    const slash = backslash === 'none' ? Number.POSITIVE_INFINITY : csv.backslashes.next(at);
    if (slash < quote) {
      const next = text[slash + 1];
      if (next === undefined) return missing;
      if (escapable.has(next)) {
        escaped ||= next === '"';
        value += text.slice(since, slash) + (backslash === 'kept' ? `\\${next}` : next);
        since = slash + 2;
      }
      at = slash + (escapable.has(next) ? 2 : 1);
      continue;
    }
    if (quote === Number.POSITIVE_INFINITY) return missing;
    const next = text[quote + 1];
    if (next === '"') {
      doubled = true;
      value += text.slice(since, quote + 1);
      at = quote + 2;
      since = at;
    } else if (next === undefined && !whole) return 'more';
    else if (next === undefined || next === separator || next === '\n' || next === '\r') {
      return { value: value + text.slice(since, quote), end: quote + 1, doubled, escaped };
    } else return 'broken';
  }
}

/** A cell without quotes around it in which a backslash stands before a separator, a quote or a line end. */
function escapedCell(csv: CsvText, begin: number, backslash: Backslash): Cell | 'more' | undefined {
  const { text, separator } = csv;
  let value = '';
  let since = begin;
  let escaped = false;
  for (let at = begin; ; ) {
    const end = Math.min(csv.separators.next(at), lineEndOr(csv, at));
    const slash = csv.backslashes.next(at);
    if (slash > end || slash === Number.POSITIVE_INFINITY) {
      if (!escaped) return undefined;
      if (end === Number.POSITIVE_INFINITY) return 'more';
      return { value: value + text.slice(since, end), end, doubled: false, escaped };
    }
    const next = text[slash + 1];
    if (next === undefined) return csv.whole ? undefined : 'more';
    if (next !== separator && next !== '"' && next !== '\n' && next !== '\\') {
      at = slash + 1;
      continue;
    }
    escaped = true;
    value += text.slice(since, slash) + (backslash === 'kept' ? `\\${next}` : next);
    since = slash + 2;
    at = since;
  }
}

const blanks = /[ \t]*/y;
const longestLenient = 100_000;

/**
 * Parses a record as hands and careless programs write it: blanks stand around quotes, and quotes within quotes are written
 * as they are. A quote closes only before a separator or line end. `within`: line ends may stand within quotes, but no quote
 * that could open a field.
 */
export function parseLeniently(csv: CsvText, from: number, within: boolean): Outcome {
  const { text, separator } = csv;
  const fields: string[] = [];
  const longCells: string[] = [];
  const skip = (place: number): number => {
    if (separator === '\t' && text[place] === '\t') return place;
    blanks.lastIndex = place;
    const end = blanks.exec(text) === null ? place : blanks.lastIndex;
    const tab = separator === '\t' ? text.slice(place, end).indexOf('\t') : -1;
    return tab === -1 ? end : place + tab;
  };
  let at = from;
  for (;;) {
    const begin = skip(at);
    if (text[begin] === '"') {
      const cell = carelessCell(csv, begin, { skip, within });
      if (typeof cell === 'string') return cell;
      fields.push(cell.value);
      if (/[\r\n]/.test(cell.value)) longCells.push(cell.value);
      at = cell.end;
    } else {
      const end = Math.min(csv.separators.next(at), lineEndOr(csv, at));
      if (end === Number.POSITIVE_INFINITY) return 'more';
      fields.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === separator && at < text.length) at += 1;
    else {
      const end = csv.lineEnd(at);
      if (end === -1) return 'more';
      return { fields, next: csv.behind(end), longCells, doubled: false, escaped: false };
    }
  }
}

function carelessCell(
  csv: CsvText,
  begin: number,
  { skip, within }: { readonly skip: (place: number) => number; readonly within: boolean },
): { value: string; end: number } | 'more' | 'broken' {
  const { text, separator, whole } = csv;
  const line = csv.lineEnd(begin);
  const limit = within ? begin + longestLenient : line;
  if (limit === -1) return 'more';
  let value = '';
  let since = begin + 1;
  for (let at = since; ; ) {
    const quote = csv.quotes.next(at);
    if (quote >= limit) return within && !whole && text.length < limit ? 'more' : 'broken';
    let end = quote + 1;
    while (text[end] === '"') end += 1;
    const count = end - quote;
    const close = skip(end);
    const next = text[close];
    if (next === undefined && !whole) return 'more';
    const before = text[quote - 1];
    if (next === undefined || next === separator || next === '\n' || next === '\r') {
      return { value: value + text.slice(since, quote) + '"'.repeat(count >> 1), end: close };
    }
    if (within && (before === separator || before === '\n' || before === '\r')) return 'broken';
    value += text.slice(since, quote) + '"'.repeat((count + 1) >> 1);
    since = end;
    at = end;
  }
}
