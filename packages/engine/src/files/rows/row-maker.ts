import { shown } from '../../platform/on-threads.ts';
import { type Columns, chooseColumns, type Wanted } from '../columns/choose-columns.ts';
import { rankOf } from '../columns/known-names.ts';
import { type Reading, type RowField, rowFields } from '../columns/reading.ts';
import { FileProblem } from '../file-problem.ts';
import { findJsonFault } from '../json-check.ts';
import { findShape, shapeOf } from '../shapes/find-shape.ts';
import { isLabelStudioMin, labelOfLabelStudioMin } from '../shapes/label-studio.ts';
import { isObject, type JsonObject, type Shape } from '../shapes/shape.ts';
import type { FileHead, FileRecord } from '../tables/file-record.ts';
import { parseObject } from '../tables/json/parse-object.ts';
import type { RawRow, ReadRow } from './row.ts';

/** How the records of one file become rows: plain data, so that it can go to a thread. */
export interface FileView {
  readonly head: FileHead;
  readonly reading: Reading;
  readonly wanted: Wanted;
  /** Whose export it is, by the name of the shape; undefined: plain rows. */
  readonly shape: string | undefined;
  /** Of a format with a header. */
  readonly columns: Columns | undefined;
  /** Whether rows have ids of their own, by the header or the first objects. */
  readonly hasIds: boolean;
}

/**
 * Decides from the head of a file and its first records how rows are made of it. Throws FileProblem with everything that is
 * wrong with the header.
 */
export function viewFile(head: FileHead, first: readonly FileRecord[], reading: Reading, wanted: Wanted): FileView {
  const named = reading.text !== undefined || reading.label !== undefined || reading.labels !== undefined;
  if (!('columns' in head)) {
    const [begin] = first;
    if (begin !== undefined && 'json' in begin && isCsvHeader(begin.json)) {
      throw new FileProblem('it looks like CSV, not like JSON: send it as text/csv');
    }
    const object = first.map(objectOf).find((each) => each !== undefined);
    const shape = object === undefined || named ? undefined : findShape(object);
    const hasId = (each: JsonObject): boolean => {
      const id = shape === undefined ? undefined : shape.read(each).raw.id;
      return (id ?? chooseColumns(Object.keys(each), reading, wanted).at.id) !== undefined;
    };
    const hasIds = first.slice(0, enoughToTell).some((record) => {
      const each = objectOf(record);
      return each !== undefined && hasId(each);
    });
    return { head, reading, wanted, shape: shape?.name, columns: undefined, hasIds };
  }
  const shaped = !named && isLabelStudioMin(head.columns) ? labelOfLabelStudioMin(head.columns) : undefined;
  const columns = chooseColumns(head.columns, shaped === undefined ? reading : { ...reading, labels: shaped }, wanted);
  if (columns.faults.length > 0 && /^\[?\s*\{/.test(head.columns[0] ?? '')) {
    throw new FileProblem('it looks like JSON, not like CSV: send it as application/x-ndjson');
  }
  if (columns.faults.length > 0) throw new FileProblem(columns.faults.join('; '));
  return {
    head,
    reading,
    wanted,
    shape: shaped === undefined ? undefined : 'Label Studio CSV',
    columns,
    hasIds: columns.at.id !== undefined,
  };
}

/** Records that are looked at for ids of their own. */
const enoughToTell = 100;

/** Whether a line has names that a reader of rows knows between separators, one of them a text's. */
function isCsvHeader(line: string): boolean {
  if (/^\s*[[{]/.test(line)) return false;
  const names = line.split(/[,;\t|]/).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return names.some((name) => rankOf(name, 'text') !== undefined);
}

/** Makes rows of the records of a file. */
export interface RowMaker {
  row(record: FileRecord): ReadRow;
  /** Names of columns or members from which nothing was read, as far as they were seen; at most 50. */
  readonly others: ReadonlySet<string>;
}

const mostOthers = 50;

export function createRowMaker(view: FileView): RowMaker {
  const others = new Set<string>();
  const pass = (names: readonly string[]): void => {
    for (const name of names) if (others.size < mostOthers) others.add(name);
  };
  const { columns } = view;
  if (columns !== undefined && 'columns' in view.head) {
    if (view.shape === undefined) pass(columns.others);
    const row = tableRows(view.head.columns, columns, view);
    return { row: (record) => ('problem' in record ? badRow(record, columns) : row(record)), others };
  }
  const objects = objectRows(view, pass);
  return {
    row: (record) => {
      if ('problem' in record) return record;
      if (!('json' in record)) return { ...record, problem: 'must be a JSON object' };
      return objects(record, record.json);
    },
    others,
  };
}

function badRow(record: Extract<FileRecord, { problem: string }>, { at }: Columns): ReadRow {
  const { number, line, problem, fields } = record;
  if (fields === undefined) return { number, line, problem };
  // What stands before the text is in its place, however many fields the text fell into.
  const before = at.id !== undefined && at.text !== undefined && at.id.index < at.text.index;
  return { number, line, problem, wrong: 'fields', id: before ? fields[at.id.index] : undefined };
}

const nothing = {
  text: undefined,
  label: undefined,
  labels: undefined,
  id: undefined,
  language: undefined,
  dataset: undefined,
};

function namesOf({ at }: Columns): Partial<Record<RowField, string>> {
  return Object.fromEntries(Object.entries(at).map(([field, { name }]) => [field, name.trim()]));
}

function tableRows(
  names: readonly string[],
  columns: Columns,
  { head, shape }: FileView,
): (record: FileRecord) => ReadRow {
  const nameless = names.flatMap((name, index) => (name.trim() === '' ? [index] : []));
  const fieldNames = namesOf(columns);
  const typed = head.format !== 'csv';
  const indexOf = (field: RowField): number => columns.at[field]?.index ?? -1;
  const [text, label, labels] = [indexOf('text'), indexOf('label'), indexOf('labels')];
  const [id, language, dataset] = [indexOf('id'), indexOf('language'), indexOf('dataset')];
  return (record) => {
    const { number, line } = record;
    if (!('values' in record)) return { number, line, problem: 'must be a row of a table' };
    const { values } = record;
    const odd = nameless.length === 0 ? undefined : nameless.find((index) => isOdd(values[index], index));
    if (odd !== undefined) {
      return {
        number,
        line,
        problem: `has a value in column ${odd + 1}, which has no name in the header`,
        wrong: 'fields',
      };
    }
    const get = (index: number): unknown => {
      if (index === -1) return undefined;
      const value = values[index] ?? '';
      return typed ? plainValue(value) : value;
    };
    const raw: RawRow = {
      text: get(text),
      label: get(label),
      labels: get(labels),
      id: get(id),
      language: get(language),
      dataset: get(dataset),
    };
    return { number, line, raw, names: fieldNames, finished: shape === undefined ? undefined : true };
  };
}

/** A value under no name. The first column may hold the row numbers that pandas writes, or the names of rows that R writes. */
function isOdd(value: unknown, index: number): boolean {
  return index !== 0 && value !== undefined && value !== null && value !== '';
}

/** Cells of workbooks and Parquet files have types: what is no list is a text. */
function plainValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return value;
}

function objectOf(record: FileRecord): JsonObject | undefined {
  const value = 'json' in record ? parseObject(record.json) : undefined;
  return isObject(value) ? value : undefined;
}

function objectRows(
  view: FileView,
  pass: (names: readonly string[]) => void,
): (place: Pick<FileRecord, 'number' | 'line'>, json: string) => ReadRow {
  const shape = shapeOf(view.shape);
  const columnsOf = createMemberCache(view, pass);
  return ({ number, line }, json) => {
    const value = parseObject(json);
    if (value === undefined) {
      const fault = findJsonFault(json, 'file');
      const where =
        fault === undefined
          ? ''
          : `: ${fault.line === 1 ? '' : `line ${fault.line}, `}column ${fault.column}: ${fault.expected}`;
      return { number, line, problem: `must be a JSON object${where}` };
    }
    if (!isObject(value)) return { number, line, problem: 'must be a JSON object' };
    if (shape !== undefined) return shapedRow({ number, line }, value, shape, view, pass);
    const columns = columnsOf(value);
    if (columns.close !== undefined) {
      const advice = `is close to "label", which the row has not: rename it, or name it with label=${columns.close}`;
      return { number, line, problem: advice, wrong: { field: columns.close } };
    }
    const raw = columns.raw(value);
    const list = typeof raw.text === 'string' ? undefined : listWithin(value);
    if (list !== undefined) {
      return { number, line, problem: `is no row, but holds a list under ${shown(list)}: send this list by itself` };
    }
    return { number, line, raw, names: columns.names };
  };
}

function shapedRow(
  place: { number: number; line: number | undefined },
  value: JsonObject,
  shape: Shape,
  { wanted }: FileView,
  pass: (names: readonly string[]) => void,
): ReadRow {
  const { raw, finished, labelMember } = shape.read(value);
  pass(
    Object.keys(value).filter((name) => !shape.members.includes(name) && name !== labelMember && !name.includes('.')),
  );
  const labels = wanted.labels ? raw.labels : undefined;
  return { ...place, raw: { ...nothing, ...raw, labels, label: undefined }, finished };
}

/** The member that holds objects, as `{"data":[{…}]}`. */
function listWithin(object: JsonObject): string | undefined {
  return Object.keys(object).find((name) => {
    const value = object[name];
    return (
      Array.isArray(value) && value.length > 0 && value.every((each) => isObject(each) && Object.keys(each).length > 1)
    );
  });
}

interface Members {
  readonly close: string | undefined;
  readonly names: Partial<Record<RowField, string>>;
  raw(object: JsonObject): RawRow;
}

const mostKeySets = 1000;

/** The objects of one file mostly have the same members: where their fields are is found once for each set of them. */
function createMemberCache({ reading, wanted }: FileView, pass: (names: readonly string[]) => void) {
  const known = new Map<string, Members>();
  return (object: JsonObject): Members => {
    const keys = Object.keys(object);
    const key = keys.join('\u0000');
    const found = known.get(key);
    if (found !== undefined) return found;
    const columns = chooseColumns(keys, reading, wanted);
    pass(columns.others.filter((name) => !rowFields.some((field) => reading[field]?.startsWith(`${name}.`))));
    const members = { close: columns.close, names: namesOf(columns), raw: rawOf(columns, reading) };
    if (known.size < mostKeySets) known.set(key, members);
    return members;
  };
}

function rawOf({ at }: Columns, reading: Reading): (object: JsonObject) => RawRow {
  const getter = (field: RowField): ((object: JsonObject) => unknown) => {
    const name = at[field]?.name;
    const given = reading[field];
    if (name !== undefined) return (object) => object[name];
    if (given?.includes('.') !== true) return () => undefined;
    const path = given.split('.');
    return (object) =>
      path.reduce<unknown>(
        (inside, part) => (isObject(inside) && Object.hasOwn(inside, part) ? inside[part] : undefined),
        object,
      );
  };
  const [text, label, labels] = [getter('text'), getter('label'), getter('labels')];
  const [id, language, dataset] = [getter('id'), getter('language'), getter('dataset')];
  return (object) => ({
    text: text(object),
    label: label(object),
    labels: labels(object),
    id: id(object),
    language: language(object),
    dataset: dataset(object),
  });
}
