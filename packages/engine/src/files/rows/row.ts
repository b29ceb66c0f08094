import {
  classKey,
  classNameProblem,
  documentNameProblem,
  findLanguage,
  type Result,
  shown,
  storableText,
} from '../../platform/on-threads.ts';
import type { ProjectKind } from '../../projects/index.ts';
import type { Reading, RowField } from '../columns/reading.ts';
import { type Dataset, findDataset } from '../dataset-of-document.ts';
import { choicesOf, type LabelList, labelsOfArray, labelsOfListText, nameOf } from '../labels/label-list.ts';
import type { RowPlace } from '../table.ts';
import { rowIssue } from './row-place.ts';

/** One row of a file that became a document. */
export interface Row extends RowPlace {
  /** Undefined: a name is made for it. */
  readonly name: string | undefined;
  readonly text: string;
  readonly language: string | undefined;
  readonly dataset: Dataset | undefined;
  /** Undefined: the row says nothing about its labels. Empty: it says "none of the classes". */
  readonly labels: readonly string[] | undefined;
  readonly replaced: boolean;
}

/** The fields of a row as they stand in the file; absent ones undefined. */
export type RawRow = Readonly<Record<RowField, unknown>>;

/** A row with its place in the file, or why this one row cannot be read. */
export type ReadRow = RowPlace &
  (
    | {
        readonly raw: RawRow;
        /** What the file calls its fields, where that is not the field's own name. */
        readonly names?: Readonly<Partial<Record<RowField, string>>> | undefined;
        /** In another tool's export: whether the record is marked as finished. Undefined: these are plain rows. */
        readonly finished?: boolean | undefined;
      }
    | {
        readonly problem: string;
        /** `fields`: their number is not the header's; else the name of the one field that is wrong. */
        readonly wrong?: 'fields' | { readonly field: string } | undefined;
        /** The row's own id, where it can be told all the same. */
        readonly id?: string | undefined;
      }
  );

/** What a row is checked for. */
export interface RowRules {
  readonly kind: ProjectKind;
  readonly reading: Pick<Reading, 'labelSeparator' | 'emptyMeans'>;
}

class RowProblem extends Error {
  readonly field: RowField;
  readonly value: string;

  constructor(field: RowField, rule: string, value: string) {
    super(rule);
    this.field = field;
    this.value = value;
  }
}

function refuse(field: RowField, rule: string, value: string): never {
  throw new RowProblem(field, rule, value);
}

/** A string, a number written without quotes, or nothing ('' and null count as nothing). */
function optional(raw: RawRow, field: keyof RawRow): string | undefined {
  const value = raw[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return refuse(field, 'must be a string', kindOf(value));
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'an array' : `a value of the type ${typeof value}`;
}

function textOf(raw: RawRow): { text: string; replaced: boolean } {
  const value = raw.text;
  if (value === undefined || value === null) return refuse('text', 'must be given', 'nothing');
  if (typeof value !== 'string') return refuse('text', 'must be a string', kindOf(value));
  if (value.trim() === '') return refuse('text', 'must not be empty', value === '' ? '""' : 'only white space');
  return storableText(value);
}

/** Class names as they count: without blanks around them, each once; what is empty then, as behind the last ";", is none. */
function cleaned(names: readonly string[]): readonly string[] {
  if (names.length === 1) {
    const name = names[0]?.trim() ?? '';
    return name === '' ? [] : [name];
  }
  const byKey = new Map<string, string>();
  for (const name of names.map((each) => each.trim())) {
    const key = classKey(name);
    if (name !== '' && !byKey.has(key)) byKey.set(key, name);
  }
  return [...byKey.values()];
}

interface Labels {
  readonly names: readonly string[];
  /** The value is a list, so that none in it is said on purpose. */
  readonly isList: boolean;
}

const none: Labels = { names: [], isList: false };

/** What one cell or member says. A list is taken as it is; a text may be a list, names with separators, or one name. */
function labelsIn(raw: RawRow, field: 'label' | 'labels', separator: string | undefined): Labels {
  const value = raw[field];
  if (value === undefined || value === null || value === '') return none;
  const list = Array.isArray(value) ? labelsOfArray(value) : listIn(value);
  if (list !== undefined) {
    if ('rule' in list) return refuse(field, list.rule, shown(value));
    const names = cleaned(list);
    if (list.length > 0 && names.length === 0) {
      const advice = 'write [] for "none of the classes", or leave it out for a document without label';
      return refuse(field, `must not hold empty names alone: ${advice}`, shown(value));
    }
    return { names, isList: true };
  }
  const name = nameOf(value);
  if (name === undefined) {
    return refuse(field, 'must be a string, a number or an array of them', kindOf(value));
  }
  const names = cleaned(separator === undefined || typeof value !== 'string' ? [name] : name.split(separator));
  const mark = names.find((each) => !/[\p{L}\p{N}\p{M}\p{S}]/u.test(each));
  if (mark !== undefined) refuse(field, 'must not be punctuation alone', shown(mark));
  return { names, isList: false };
}

function listIn(value: unknown): LabelList | undefined {
  if (typeof value === 'string') return labelsOfListText(value);
  const choices = choicesOf(value);
  return choices === undefined ? undefined : labelsOfArray(choices);
}

function labelsOf(raw: RawRow, { kind, reading }: RowRules, finished: boolean | undefined): Row['labels'] {
  const one = labelsIn(raw, 'label', reading.labelSeparator);
  const many = labelsIn(raw, 'labels', reading.labelSeparator ?? ';');
  if (one.names.length > 0 && many.names.length > 0)
    refuse('labels', 'must not be given together with "label"', 'both');
  const field = one.names.length === 0 ? 'labels' : 'label';
  const { names } = one.names.length === 0 ? many : one;
  for (const name of names) {
    const rule = classNameProblem(name);
    if (rule !== undefined) refuse(field, rule, shown(name));
  }
  if (kind === 'single' && names.length > 1) {
    refuse(field, 'must name at most one class in a single-label project', `${names.length} classes`);
  }
  if (names.length > 0) return names;
  if (!saysNone(raw, one.isList || many.isList, reading, finished)) return undefined;
  if (kind === 'multi') return [];
  const rule =
    'must name a class, or be left out for a document without label: only multi-label projects take "none of the classes". Texts of no class are what the out-of-scope threshold is for';
  return refuse(raw.label === undefined ? 'labels' : 'label', rule, 'none');
}

/** Whether no labels means "none of the classes" rather than "not labelled yet". */
function saysNone(raw: RawRow, isList: boolean, { emptyMeans }: RowRules['reading'], finished?: boolean): boolean {
  const hasPlace = raw.label !== undefined || raw.labels !== undefined;
  if (emptyMeans !== undefined) return emptyMeans === 'none' && hasPlace;
  return finished === undefined ? isList : finished && hasPlace;
}

/** Checks one row. Text lengths in text elements are the caller's to check: counting is costly. */
export function toRow(read: Extract<ReadRow, { raw: RawRow }>, rules: RowRules): Result<Row> {
  const { raw, number, line } = read;
  try {
    const { text, replaced } = textOf(raw);
    const name = optional(raw, 'id');
    const nameRule = name === undefined ? undefined : documentNameProblem(name);
    if (name !== undefined && nameRule !== undefined) refuse('id', nameRule, shown(name));
    const code = optional(raw, 'language');
    const language = code === undefined ? undefined : findLanguage(code);
    if (code !== undefined && language === undefined) refuse('language', 'must be a supported language', shown(code));
    const word = optional(raw, 'dataset');
    const dataset = word === undefined ? undefined : findDataset(word);
    if (word !== undefined && dataset === undefined) refuse('dataset', 'must be "train" or "test"', shown(word));
    const labels = labelsOf(raw, rules, read.finished);
    return { ok: true, value: { number, line, name, text, replaced, language, dataset, labels } };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    const { field, value, message: rule } = error;
    return { ok: false, issue: rowIssue(read, read.names?.[field] ?? field, rule, value) };
  }
}
