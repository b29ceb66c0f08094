import {
  classNameProblem,
  documentNameProblem,
  findLanguage,
  type Issue,
  issue,
  shown,
} from '../../platform/on-threads.ts';
import type { Project, ProjectKind, ProjectSettings } from '../../projects/index.ts';
import { type Dataset, findDataset } from '../dataset-of-document.ts';
import { FileProblem } from '../file-problem.ts';

/** What a labels file says of its project, in our words. Absent fields are undefined. */
export interface LabelsFileHead {
  readonly kind: ProjectKind | undefined;
  readonly project: Partial<Pick<Project, 'language' | 'container' | 'multilingual' | 'description' | 'settings'>>;
  /** In the order of the file. */
  readonly classes: readonly string[];
  readonly documents: number;
  /** Of what the file speaks at all. */
  readonly holds: { readonly metadata: boolean; readonly data: boolean };
}

/** One document of a labels file; its text lies in the container. */
export interface LabelsFileDocument {
  readonly location: string;
  readonly language: string | undefined;
  readonly dataset: Dataset | undefined;
  readonly labels: readonly string[];
}

// Generally available form, 2021 preview form, ours; compared without letter case.
const kindWords: ReadonlyMap<string, ProjectKind> = new Map([
  ['customsinglelabelclassification', 'single'],
  ['singleclassification', 'single'],
  ['single', 'single'],
  ['custommultilabelclassification', 'multi'],
  ['multiclassification', 'multi'],
  ['multi', 'multi'],
]);

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: Fields, name: string): unknown {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return value === null ? undefined : value;
}

function wrong(field: string, rule: string, value: unknown): never {
  throw new FileProblem(`field "${field}": ${rule}, got ${shown(value)}`);
}

function string(object: Fields, path: string, name: string): string | undefined {
  const value = own(object, name);
  return value === undefined || typeof value === 'string' ? value : wrong(`${path}${name}`, 'must be a string', value);
}

function readKind(value: unknown, field: string): ProjectKind | undefined {
  if (value === undefined) return undefined;
  const kind = typeof value === 'string' ? kindWords.get(value.toLowerCase()) : undefined;
  const rule = 'must be CustomSingleLabelClassification or CustomMultiLabelClassification';
  return kind ?? wrong(field, rule, value);
}

function readSettings(metadata: Fields): ProjectSettings | undefined {
  const settings = own(metadata, 'settings');
  if (settings === undefined) return undefined;
  if (!isObject(settings)) return wrong('metadata.settings', 'must be an object', settings);
  const threshold = own(settings, 'confidenceThreshold');
  if (threshold === undefined) return {};
  if (typeof threshold === 'number') return { confidenceThreshold: threshold };
  return wrong('metadata.settings.confidenceThreshold', 'must be a number', threshold);
}

/** Reads `metadata` of either form; a value of a wrong type is a FileProblem, a missing one is undefined. */
export function readMetadata(metadata: unknown): Pick<LabelsFileHead, 'kind' | 'project'> {
  if (metadata === undefined || metadata === null) return { kind: undefined, project: {} };
  if (!isObject(metadata)) return wrong('metadata', 'must be an object', metadata);
  const multilingual = own(metadata, 'multilingual') ?? own(metadata, 'multiLingual');
  if (multilingual !== undefined && typeof multilingual !== 'boolean') {
    return wrong('metadata.multilingual', 'must be true or false', multilingual);
  }
  const kind =
    readKind(own(metadata, 'projectKind'), 'metadata.projectKind') ??
    readKind(own(metadata, 'modelType'), 'metadata.modelType');
  const container = string(metadata, 'metadata.', 'storageInputContainerName');
  const language = string(metadata, 'metadata.', 'language');
  const description = string(metadata, 'metadata.', 'description');
  const settings = readSettings(metadata);
  return {
    kind,
    project: {
      ...(container === undefined ? {} : { container }),
      ...(language === undefined ? {} : { language }),
      ...(description === undefined ? {} : { description }),
      ...(multilingual === undefined ? {} : { multilingual }),
      ...(settings === undefined ? {} : { settings }),
    },
  };
}

/** `assets.projectKind`, which repeats the kind. */
export function readAssetsKind(value: unknown): ProjectKind | undefined {
  return readKind(value ?? undefined, 'assets.projectKind');
}

/** One entry of `assets.classes` (`category`) or of the 2021 form's `classifiers` (`name`). */
export function readClass(entry: unknown, index: number): string {
  const field = `assets.classes[${index}].category`;
  if (!isObject(entry)) return wrong(`assets.classes[${index}]`, 'must be an object', entry);
  const name = own(entry, 'category') ?? own(entry, 'name');
  if (typeof name !== 'string') return wrong(field, 'must be a string', name);
  const rule = classNameProblem(name);
  return rule === undefined ? name : wrong(field, rule, name);
}

export type DocumentResult =
  | { readonly ok: true; readonly document: LabelsFileDocument }
  | { readonly ok: false; readonly issue: Issue };

function bad(field: string, rule: string, value: unknown): DocumentResult {
  return { ok: false, issue: issue('input/invalid', { field, rule, value: shown(value) }) };
}

/** Class names of a document: `class`, `classes` (`category`), or the 2021 form's `classifiers` (`classifierName`). */
function labelEntries(entry: Fields): readonly unknown[] | undefined {
  const one = own(entry, 'class');
  const many = own(entry, 'classes') ?? own(entry, 'classifiers') ?? (one === undefined ? [] : [one]);
  return Array.isArray(many) ? many : undefined;
}

/** One entry of `assets.documents`. What is wrong with it is a value: it must not stop the others. */
export function readDocument(entry: unknown, index: number, kind: ProjectKind): DocumentResult {
  const at = `assets.documents[${index}]`;
  if (!isObject(entry)) return bad(at, 'must be an object', entry);
  const location = own(entry, 'location');
  if (typeof location !== 'string') return bad(`${at}.location`, 'must be a string', location);
  const nameRule = documentNameProblem(location);
  if (nameRule !== undefined) return bad(`${at}.location`, nameRule, location);
  const code = own(entry, 'language');
  const language = typeof code === 'string' ? findLanguage(code) : undefined;
  if (code !== undefined && code !== '' && language === undefined) {
    return bad(`${at}.language`, 'must be a supported language', code);
  }
  const word = own(entry, 'dataset');
  const dataset = typeof word === 'string' ? findDataset(word) : undefined;
  if (word !== undefined && word !== '' && dataset === undefined) {
    return bad(`${at}.dataset`, 'must be "Train" or "Test"', word);
  }
  const entries = labelEntries(entry);
  if (entries === undefined) return bad(`${at}.classes`, 'must be an array', own(entry, 'classes'));
  const labels = new Set<string>();
  for (const label of entries) {
    const name = isObject(label) ? (own(label, 'category') ?? own(label, 'classifierName')) : label;
    if (typeof name !== 'string') return bad(`${at}.classes`, 'must name a class by "category"', name);
    labels.add(name);
  }
  if (kind === 'single' && labels.size > 1) {
    return bad(`${at}.class`, 'must name at most one class in a single-label project', labels.size);
  }
  return { ok: true, document: { location, language, dataset, labels: [...labels] } };
}
