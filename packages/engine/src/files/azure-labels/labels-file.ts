import {
  classNameProblem,
  documentNameProblem,
  findLanguage,
  type Issue,
  issue,
  type Result,
  shown,
} from '../../platform/on-threads.ts';
import type { Project, ProjectKind, ProjectSettings } from '../../projects/index.ts';
import { type Dataset, findDataset } from '../dataset-of-document.ts';
import { FileProblem } from '../file-problem.ts';
import { noneInSingleLabel } from '../none-of-the-classes.ts';
import { storableRule, type Unstorable } from './labels-file-reader.ts';

/** What a labels file says of its project, in our words. Absent fields are undefined. */
export interface LabelsFileHead {
  readonly kind: ProjectKind | undefined;
  /** Where the file says the kind. */
  readonly kindField: string | undefined;
  readonly project: Partial<Pick<Project, 'language' | 'container' | 'multilingual' | 'description' | 'settings'>>;
  /** In the order of the file. */
  readonly classes: readonly string[];
  readonly documents: number;
  /** Of what the file speaks at all. */
  readonly holds: { readonly metadata: boolean; readonly data: boolean };
}

/** One document of a labels file; its text lies in the container. */
export interface LabelsFileDocument {
  /** Where it stands in the file: `assets.documents[3]`. */
  readonly at: string;
  readonly location: string;
  readonly language: string | undefined;
  readonly dataset: Dataset | undefined;
  /** Undefined: unlabelled. Empty: reviewed, and of none of the classes. */
  readonly labels: readonly string[] | undefined;
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
export function readMetadata(metadata: unknown): Pick<LabelsFileHead, 'kind' | 'kindField' | 'project'> {
  if (metadata === undefined || metadata === null) return { kind: undefined, kindField: undefined, project: {} };
  if (!isObject(metadata)) return wrong('metadata', 'must be an object', metadata);
  const multilingual = own(metadata, 'multilingual') ?? own(metadata, 'multiLingual');
  if (multilingual !== undefined && typeof multilingual !== 'boolean') {
    const member = own(metadata, 'multilingual') === undefined ? 'multiLingual' : 'multilingual';
    return wrong(`metadata.${member}`, 'must be true or false', multilingual);
  }
  const kindMember = ['projectKind', 'modelType'].find((member) => own(metadata, member) !== undefined);
  const kindField = kindMember === undefined ? undefined : `metadata.${kindMember}`;
  const kind = readKind(own(metadata, kindMember ?? ''), kindField ?? '');
  const container = string(metadata, 'metadata.', 'storageInputContainerName');
  const language = string(metadata, 'metadata.', 'language');
  const description = string(metadata, 'metadata.', 'description');
  const settings = readSettings(metadata);
  return {
    kind,
    kindField,
    project: {
      ...(container === undefined ? {} : { container }),
      ...(language === undefined ? {} : { language }),
      ...(description === undefined ? {} : { description }),
      ...(multilingual === undefined ? {} : { multilingual }),
      ...(settings === undefined ? {} : { settings }),
    },
  };
}

/** The api-versions that a labels file may be written for. All of them say the same. */
export const projectFileVersions: readonly string[] = [
  '2021-11-01-preview',
  '2022-05-01',
  '2022-05-15-preview',
  '2022-07-01-preview',
  '2022-10-01-preview',
  '2023-04-01',
  '2023-04-15-preview',
  '2023-11-15-preview',
  '2024-11-15-preview',
  '2025-05-15-preview',
];

/** Checks `projectFileVersion`. Throws FileProblem for a version that does not exist. */
export function checkFileVersion(value: unknown): void {
  if (value === undefined || value === null || projectFileVersions.includes(value as string)) return;
  wrong('projectFileVersion', `must be one of ${projectFileVersions.join(', ')}`, value);
}

/** `assets.projectKind`, which repeats the kind. */
export function readAssetsKind(value: unknown): ProjectKind | undefined {
  return readKind(value ?? undefined, 'assets.projectKind');
}

/**
 * One entry of `assets.classes` (`category`), or of the 2021 form's `classifiers` (`name`). `at` is its place. A bare string
 * is taken as the name. Throws FileProblem.
 */
export function readClass(entry: unknown, at: string): string {
  if (typeof entry !== 'string' && !isObject(entry)) return wrong(at, 'must be an object with "category"', entry);
  const { name, field } = nameIn(entry, at, 'name');
  if (typeof name !== 'string') return wrong(field, 'must be a string', name);
  const rule = classNameProblem(name);
  return rule === undefined ? name : wrong(field, rule, name);
}

/** The class that an entry names, and the place of that name. `oldMember` is what the 2021 form calls `category`. */
function nameIn(entry: string | Fields, at: string, oldMember: string): { name: unknown; field: string } {
  if (typeof entry === 'string') return { name: entry, field: at };
  const member = own(entry, 'category') === undefined && own(entry, oldMember) !== undefined ? oldMember : 'category';
  return { name: own(entry, member), field: `${at}.${member}` };
}

/** Ends the reading of one document. */
class DocumentProblem extends Error {
  readonly issue: Issue;

  constructor(field: string, rule: string, value: string) {
    super(rule);
    this.issue = issue('input/invalid', { field, rule, value });
  }
}

function refuse(field: string, rule: string, value: unknown): never {
  throw new DocumentProblem(field, rule, describeValue(value));
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return isObject(value) ? 'an object' : shown(value);
}

/** A document as it stands in a labels file, and the string in it that cannot be stored, where there is one. */
interface DocumentEntry {
  readonly value: unknown;
  readonly at: string;
  readonly unstorable: Unstorable | undefined;
}

/** One entry of `assets.documents`. What is wrong with it is a value: it must not stop the others. */
export function readDocument(
  { value: entry, at, unstorable }: DocumentEntry,
  kind: ProjectKind,
): Result<LabelsFileDocument> {
  try {
    if (!isObject(entry)) return refuse(at, 'must be an object', entry);
    if (unstorable !== undefined) refuse(unstorable.field, storableRule, unstorable.value);
    const location = own(entry, 'location');
    if (typeof location !== 'string') return refuse(`${at}.location`, 'must be a string', location);
    const nameRule = documentNameProblem(location);
    if (nameRule !== undefined) refuse(`${at}.location`, nameRule, location);
    const dataset = readDataset(entry, at);
    const document = { at, location, language: readLanguage(entry, at), dataset };
    return { ok: true, value: { ...document, labels: readLabels(entry, { at, kind, dataset }) } };
  } catch (error) {
    if (error instanceof DocumentProblem) return { ok: false, issue: error.issue };
    throw error;
  }
}

function readLanguage(entry: Fields, at: string): string | undefined {
  const code = own(entry, 'language');
  if (code === undefined || code === '') return undefined;
  const language = typeof code === 'string' ? findLanguage(code) : undefined;
  return language ?? refuse(`${at}.language`, 'must be a supported language', code);
}

function readDataset(entry: Fields, at: string): Dataset | undefined {
  const word = own(entry, 'dataset');
  if (word === undefined || word === '') return undefined;
  const dataset = typeof word === 'string' ? findDataset(word) : undefined;
  return dataset ?? refuse(`${at}.dataset`, 'must be "Train" or "Test"', word);
}

interface LabelsContext {
  readonly at: string;
  readonly kind: ProjectKind;
  readonly dataset: Dataset | undefined;
}

/**
 * The classes of a document, each once: `classes`, the 2021 form's `classifiers`, or `class`, which holds one object where
 * programs do not write an array. Only a document that has a dataset was labelled by somebody, so an empty list says
 * "none of the classes" there, and nothing elsewhere.
 */
function readLabels(entry: Fields, { at, kind, dataset }: LabelsContext): readonly string[] | undefined {
  const member = (['classes', 'classifiers', 'class'] as const).find((name) => own(entry, name) !== undefined);
  if (member === undefined) return undefined;
  const value = own(entry, member);
  const field = `${at}.${member}`;
  const isList = Array.isArray(value);
  if (!isList && member !== 'class') refuse(field, 'must be an array', value);
  const names = isList ? value.map((one, i) => readLabel(one, `${field}[${i}]`)) : [readLabel(value, field)];
  const labels = [...new Set(names)];
  if (labels.length === 0 && dataset === undefined) return undefined;
  if (kind === 'single' && labels.length === 0) throw new DocumentProblem(field, noneInSingleLabel, '[]');
  if (kind === 'single' && labels.length > 1) {
    throw new DocumentProblem(field, 'must name one class in a single-label project', `${labels.length} classes`);
  }
  return labels;
}

function readLabel(entry: unknown, at: string): string {
  if (typeof entry !== 'string' && !isObject(entry)) return refuse(at, 'must be an object with "category"', entry);
  const { name, field } = nameIn(entry, at, 'classifierName');
  return typeof name === 'string' ? name : refuse(field, 'must be a string', name);
}
