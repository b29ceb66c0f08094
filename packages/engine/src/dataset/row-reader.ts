import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileProblem } from './file-problem.ts';
import { type RawRow, rowFields } from './row.ts';

/** A row with its number in the file, or why this one row cannot be read. */
export type ReadRow =
  | { readonly number: number; readonly raw: RawRow }
  | { readonly number: number; readonly problem: string };

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
export async function* readJsonLines(text: AsyncIterable<string>): AsyncGenerator<ReadRow> {
  let rest = '';
  let number = 0;
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestRow) throw new FileProblem(`line ${number + lines.length + 1} is too long`);
    for (const line of lines) {
      number += 1;
      if (line.trim() !== '') yield readLine(line, number);
    }
  }
  if (rest.trim() !== '') yield readLine(rest, number + 1);
}

function readLine(line: string, number: number): ReadRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { number, problem: 'must be a JSON object' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { number, problem: 'must be a JSON object' };
  }
  const object: object = value;
  return { number, raw: pick((field) => (Object.hasOwn(object, field) ? Reflect.get(object, field) : undefined)) };
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
    if (!head.includes('\n') && head.length < longestRow) continue;
    known = true;
    found(delimiterOf(head));
    yield head;
  }
  if (known) return;
  found(delimiterOf(head));
  yield head;
}

/** Which of , ; TAB stands most often in the first line of a CSV file. */
export function delimiterOf(head: string): string {
  const [line = ''] = head.split(/[\r\n]/, 1);
  const times = (delimiter: string): number => line.split(delimiter).length - 1;
  return [',', ';', '\t'].reduce((best, one) => (times(one) > times(best) ? one : best));
}

/** CSV with a header (RFC 4180; comma, or semicolon or TAB where the header has those). */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<ReadRow> {
  let delimiter = ',';
  const chunks = withDelimiter(text, (found) => {
    delimiter = found;
  });
  const first = await chunks.next();
  if (first.done === true) return;
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  });
  const source = Readable.from(prepend(first.value, chunks));
  source.on('error', (error) => parser.destroy(error));
  let columns: ReadonlyMap<string, number> | undefined;
  let number = 0;
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<readonly string[]>) {
      number += 1;
      if (columns === undefined) {
        columns = readHeader(record);
        continue;
      }
      const header = columns;
      yield { number, raw: pick((field) => record[header.get(field) ?? -1]) };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new FileProblem(`row ${rowOf(error, number)}: ${csvProblem(error)}`, csvProblem(error));
    throw error;
  } finally {
    source.destroy();
  }
  if (columns === undefined) throw new FileProblem('it is empty; a CSV file needs a header');
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

function readHeader(record: readonly string[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, name] of record.entries()) {
    const field = name.trim().toLowerCase();
    if ((rowFields as readonly string[]).includes(field) && columns.has(field)) {
      throw new FileProblem(`the header has the column "${field}" twice`);
    }
    columns.set(field, index);
  }
  if (!columns.has('text')) throw new FileProblem('the header has no column "text"');
  return columns;
}

async function* prepend<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}
