import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { shown } from '../../platform/on-threads.ts';
import { FileProblem } from '../file-problem.ts';
import type { RowPlace } from '../table.ts';
import { type RawRow, rowFields } from './row.ts';

/** A row with its place in the file, or why this one row cannot be read. */
export type ReadRow = RowPlace &
  (
    | { readonly raw: RawRow }
    | {
        readonly problem: string;
        /** `fields`: their number is not the header's; else the name of the one field that is wrong. */
        readonly wrong?: 'fields' | { readonly field: string };
      }
  );

/** What becomes of columns and members that are none of `rowFields`. */
export type OtherFields = 'refused' | 'passed over';

const knownFields = `must be one of ${rowFields.join(', ')}`;

/** Characters; a text of 128,000 text elements, quoted and escaped, is shorter. */
export const longestRow = 16 << 20;

function pick(get: (field: string) => unknown): RawRow {
  // Written out: a list of pairs for every row costs more than parsing the row.
  return {
    text: get('text'),
    label: get('label'),
    labels: get('labels'),
    id: get('id'),
    language: get('language'),
    dataset: get('dataset'),
  };
}

/** JSON lines: one object a line; empty lines are passed over. */
export async function* readJsonLines(
  text: AsyncIterable<string>,
  others: OtherFields = 'passed over',
): AsyncGenerator<ReadRow> {
  let rest = '';
  let line = 0;
  let number = 0;
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestRow) throw new FileProblem(`line ${line + lines.length + 1} is too long`);
    for (const content of lines) {
      line += 1;
      if (content.trim() === '') continue;
      number += 1;
      yield readLine(content, { number, line }, others);
    }
  }
  if (rest.trim() !== '') yield readLine(rest, { number: number + 1, line: line + 1 }, others);
}

function readLine(content: string, place: RowPlace, others: OtherFields): ReadRow {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { ...place, problem: 'must be a JSON object' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ...place, problem: 'must be a JSON object' };
  }
  const object: object = value;
  const other = others === 'refused' ? Object.keys(object).find((name) => !isKnown(name)) : undefined;
  if (other !== undefined) return { ...place, problem: knownFields, wrong: { field: other } };
  return { ...place, raw: pick((field) => (Object.hasOwn(object, field) ? Reflect.get(object, field) : undefined)) };
}

async function* withDelimiter(text: AsyncIterable<string>, found: (delimiter: string) => void): AsyncGenerator<string> {
  let head = '';
  let known = false;
  for await (const chunk of text) {
    if (known) {
      yield chunk;
      continue;
    }
    head += chunk;
    if (!withoutEmptyLines(head).includes('\n') && head.length < longestRow) continue;
    known = true;
    found(delimiterOf(head));
    yield head;
  }
  if (known) return;
  found(delimiterOf(head));
  yield head;
}

function withoutEmptyLines(head: string): string {
  return head.replace(/^[\r\n]+/, '');
}

/** Which of , ; TAB stands most often in the first line of a CSV file that is not empty. */
export function delimiterOf(head: string): string {
  const [line = ''] = withoutEmptyLines(head).split(/[\r\n]/, 1);
  const times = (delimiter: string): number => line.split(delimiter).length - 1;
  return [',', ';', '\t'].reduce((best, one) => (times(one) > times(best) ? one : best));
}

/** CSV with a header (RFC 4180; comma, or semicolon or TAB where the header has those). */
export async function* readCsv(
  text: AsyncIterable<string>,
  others: OtherFields = 'passed over',
): AsyncGenerator<ReadRow> {
  let delimiter = ',';
  const chunks = withDelimiter(text, (found) => {
    delimiter = found;
  });
  const first = await chunks.next();
  if (first.done === true) return;
  const lines = createLineCount();
  // The first lines of the records that the parser has completed and that the loop below has not read yet.
  const begins: number[] = [];
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    // Counts each record when the parser completes it. So a record that cannot be parsed gets the right line, even while
    // earlier records still wait to be read.
    on_record: (record: string[], { empty_lines }): string[] => {
      begins.push(lines.take(record, empty_lines));
      return record;
    },
  });
  const source = Readable.from(prepend(first.value, chunks));
  source.on('error', (error) => parser.destroy(error));
  let columns: ReadonlyMap<string, number> | undefined;
  let width = 0;
  let number = 0;
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<readonly string[]>) {
      number += 1;
      const line = begins.shift();
      if (columns === undefined) {
        columns = readHeader(record, others);
        width = record.length;
        continue;
      }
      const header = columns;
      if (record.length !== width) yield { number, line, ...wrongWidth(record.length, width, delimiter) };
      else yield { number, line, raw: pick((field) => record[header.get(field) ?? -1]) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const place = `row ${rowOf(error, number)} (line ${lines.next(parser.info.empty_lines)})`;
    throw new FileProblem(`${place}: ${csvProblem(error)}`, csvProblem(error));
  } finally {
    source.destroy();
  }
  if (columns === undefined) throw new FileProblem('it is empty; a CSV file needs a header');
}

interface LineCount {
  /** The line on which this record begins. `emptyLines`: how many empty lines the file has before it. */
  take(record: readonly string[], emptyLines: number): number;
  /** The line on which the next record begins. */
  next(emptyLines: number): number;
}

/** Counts lines by what the fields hold: the parser counts a CR LF within quotes twice. */
function createLineCount(): LineCount {
  let ended = 0;
  const next = (emptyLines: number): number => ended + emptyLines + 1;
  return {
    next,
    take: (record, emptyLines) => {
      const line = next(emptyLines);
      ended += 1;
      for (const field of record) {
        if (field.includes('\n') || field.includes('\r')) ended += field.split(/\r\n|\n|\r/).length - 1;
      }
      return line;
    },
  };
}

const delimiterWords: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab' };

/** A comma without quotes moves the rest of a text into the next column. That must not become a class. */
function wrongWidth(fields: number, width: number, delimiter: string): { problem: string; wrong: 'fields' } {
  const word = delimiterWords[delimiter] ?? delimiter;
  const advice =
    fields > width
      ? `a ${word} within a text must stand in quotes`
      : `an empty field needs its ${word} too, and a line end within a text must stand in quotes`;
  const given = `${fields} ${fields === 1 ? 'field' : 'fields'}`;
  return { problem: `has ${given}, the header has ${width}; ${advice}`, wrong: 'fields' };
}

/** The row that cannot be read stands behind those that the parser has completed, of which some may still be on their way. */
function rowOf(error: CsvError, seen: number): number {
  return (typeof error.records === 'number' ? error.records : seen) + 1;
}

/** csv-parse quotes the row in its messages; texts do not belong there. */
function csvProblem(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is opened and never closed';
  if (error.code === 'CSV_MAX_RECORD_SIZE') return `it is longer than ${longestRow} characters`;
  if (error.code === 'INVALID_OPENING_QUOTE') return 'a quote stands inside a field that does not begin with one';
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE') return 'a closing quote is not followed by the end of its field';
  return error.code;
}

function isKnown(field: string): boolean {
  return (rowFields as readonly string[]).includes(field);
}

function readHeader(record: readonly string[], others: OtherFields): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, name] of record.entries()) {
    const field = name.trim().toLowerCase();
    if (others === 'refused' && !isKnown(field)) {
      throw new FileProblem(`column ${index + 1} of the header ${knownFields}, got ${shown(name.trim())}`);
    }
    if (isKnown(field) && columns.has(field)) throw new FileProblem(`the header has the column "${field}" twice`);
    columns.set(field, index);
  }
  if (!columns.has('text')) throw new FileProblem('the header has no column "text"');
  return columns;
}

async function* prepend<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
