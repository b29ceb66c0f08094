import {
  classNameProblem,
  documentNameProblem,
  findLanguage,
  type Issue,
  shown,
  storableText,
} from '../../platform/on-threads.ts';
import type { ProjectKind } from '../../projects/index.ts';
import { type Dataset, findDataset } from '../dataset-of-document.ts';
import type { RowPlace } from '../table.ts';
import { rowIssue } from './row-place.ts';

/** One row of a CSV or JSON lines file that became a document. */
export interface Row extends RowPlace {
  /** Undefined: a name is made for it. */
  readonly name: string | undefined;
  readonly text: string;
  readonly language: string | undefined;
  readonly dataset: Dataset | undefined;
  readonly labels: readonly string[];
  readonly replaced: boolean;
}

/** A row as it stands in the file; fields by column name, absent ones undefined. */
export type RawRow = Readonly<Record<'text' | 'label' | 'labels' | 'id' | 'language' | 'dataset', unknown>>;

export const rowFields = ['text', 'label', 'labels', 'id', 'language', 'dataset'] as const;

export type RowResult = { readonly ok: true; readonly row: Row } | { readonly ok: false; readonly issue: Issue };

class RowProblem extends Error {
  readonly field: string;
  readonly value: string;

  constructor(field: string, rule: string, value: string) {
    super(rule);
    this.field = field;
    this.value = value;
  }
}

function refuse(field: string, rule: string, value: string): never {
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

/** A list of names: a JSON array (in CSV as text that begins with "["), or in CSV names with ";" between them. */
function listOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  let list: unknown = value;
  if (typeof value === 'string') {
    if (!value.trimStart().startsWith('[')) return value.split(';');
    try {
      list = JSON.parse(value);
    } catch {
      return refuse('labels', 'must be a JSON array when it begins with "["', shown(value));
    }
  }
  if (!Array.isArray(list)) return refuse('labels', 'must be an array of class names', kindOf(list));
  return list.map((name) => (typeof name === 'string' ? name : refuse('labels', 'must hold strings', kindOf(name))));
}

/** Class names as they count: without blanks around them, each once; what is empty then, as behind the last ";", is none. */
function cleaned(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}

function labelsOf(raw: RawRow, kind: ProjectKind): readonly string[] {
  const one = cleaned([optional(raw, 'label') ?? '']);
  const many = cleaned(listOf(raw.labels));
  if (one.length > 0 && many.length > 0) refuse('labels', 'must not be given together with "label"', 'both');
  const field = one.length === 0 ? 'labels' : 'label';
  const labels = one.length === 0 ? many : one;
  for (const name of labels) {
    const rule = classNameProblem(name);
    if (rule !== undefined) refuse(field, rule, shown(name));
  }
  if (kind === 'single' && labels.length > 1) {
    refuse(field, 'must name at most one class in a single-label project', `${labels.length} classes`);
  }
  return labels;
}

/** Checks one row. Text lengths in text elements are the caller's to check: counting is costly. */
export function toRow(raw: RawRow, { number, line }: RowPlace, kind: ProjectKind): RowResult {
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
    return { ok: true, row: { number, line, name, text, replaced, language, dataset, labels: labelsOf(raw, kind) } };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    const { field, value, message: rule } = error;
    return { ok: false, issue: rowIssue({ number, line }, field, rule, value) };
  }
}
