import type { MessagePort } from 'node:worker_threads';
import type { Row, RowFormat, RowResult } from '../files/index.ts';
import {
  checkRow,
  decodeUtf8,
  FileProblem,
  type LabelsFileDocument,
  type LabelsFileHead,
  readAssetsKind,
  readClass,
  readCsv,
  readDocument,
  readJsonLines,
  readLabelsFile,
  readMetadata,
  rowIssue,
} from '../files/index.ts';
import { type Issue, issue, shown } from '../platform/index.ts';
import type { ProjectKind } from '../projects/index.ts';
import { type ParseEnd, parseInThread } from './thread-dialogue.ts';

// What the import jobs run on a thread: everything of an import that costs CPU.
const batchSize = 1000;
const batchCharacters = 2_000_000;

export interface RowBatch {
  readonly rows: readonly Row[];
  readonly issues: readonly Issue[];
}

export interface RowTask {
  readonly format: RowFormat;
  readonly kind: ProjectKind;
}

export interface RowsFound {
  readonly rows: number;
  /** Whether any row had a column or member for classes, be it empty. */
  readonly labelled: boolean;
}

/** Parses and checks rows; answers how many there were. */
export function parseRows({ port, format, kind }: RowTask & { port: MessagePort }): Promise<ParseEnd<RowsFound>> {
  return parseInThread<RowBatch, RowsFound>(port, async ({ pieces, give }) => {
    const text = decodeUtf8(pieces());
    const seen = new Set<string>();
    let count = 0;
    let labelled = false;
    let rows: Row[] = [];
    let issues: Issue[] = [];
    let characters = 0;
    for await (const read of format === 'csv' ? readCsv(text, 'refused') : readJsonLines(text, 'refused')) {
      count += 1;
      labelled ||= 'raw' in read && (read.raw.label !== undefined || read.raw.labels !== undefined);
      const result = unseen(checkRow(read, kind), seen);
      if (result.ok) {
        rows.push(result.row);
        characters += result.row.text.length;
      } else issues.push(result.issue);
      if (rows.length + issues.length < batchSize && characters < batchCharacters) continue;
      await give({ rows, issues });
      rows = [];
      issues = [];
      characters = 0;
    }
    if (rows.length + issues.length > 0) await give({ rows, issues });
    return { rows: count, labelled };
  });
}

/** Refuses an id that an earlier row has. */
function unseen(result: RowResult, seen: Set<string>): RowResult {
  if (!result.ok || result.row.name === undefined) return result;
  const { name } = result.row;
  if (seen.has(name)) {
    return { ok: false, issue: rowIssue(result.row, 'id', 'must be unique in the file', shown(name)) };
  }
  seen.add(name);
  return result;
}

/** Reads a labels file to its end and answers all but its documents. */
export function readHead({ port }: { port: MessagePort }): Promise<ParseEnd<LabelsFileHead>> {
  return parseInThread<never, LabelsFileHead>(port, async ({ pieces }) => {
    let head = readMetadata(undefined);
    let assetsKind: ProjectKind | undefined;
    const classes = new Set<string>();
    let documents = 0;
    const holds = { metadata: false, data: false };
    for await (const part of readLabelsFile(decodeUtf8(pieces()))) {
      holds[part.part === 'metadata' ? 'metadata' : 'data'] = true;
      if (part.part === 'metadata') head = readMetadata(part.value);
      else if (part.part === 'assetsKind') assetsKind = readAssetsKind(part.value);
      else if (part.part === 'class') classes.add(readClass(part.value, part.index));
      else documents += 1;
    }
    if (head.kind !== undefined && assetsKind !== undefined && head.kind !== assetsKind) {
      throw new FileProblem('fields "metadata.projectKind" and "assets.projectKind" differ');
    }
    return { kind: head.kind ?? assetsKind, project: head.project, classes: [...classes], documents, holds };
  });
}

export interface DocumentBatch {
  readonly documents: readonly LabelsFileDocument[];
  readonly issues: readonly Issue[];
}

/** Reads a labels file's documents; answers how many there were. */
export function readDocuments({
  port,
  kind,
  classes,
}: DocumentTask & { port: MessagePort }): Promise<ParseEnd<number>> {
  return parseInThread<DocumentBatch, number>(port, async ({ pieces, give }) => {
    const check = createDocumentCheck(new Set(classes));
    let count = 0;
    let documents: LabelsFileDocument[] = [];
    let issues: Issue[] = [];
    for await (const part of readLabelsFile(decodeUtf8(pieces()))) {
      if (part.part !== 'document') continue;
      count += 1;
      const result = readDocument(part.value, part.index, kind);
      const problem = result.ok ? check(result.document) : result.issue;
      if (problem !== undefined) issues.push(problem);
      else if (result.ok) documents.push(result.document);
      if (documents.length + issues.length < batchSize) continue;
      await give({ documents, issues });
      documents = [];
      issues = [];
    }
    if (documents.length + issues.length > 0) await give({ documents, issues });
    return count;
  });
}

export interface DocumentTask {
  readonly kind: ProjectKind;
  readonly classes: readonly string[];
}

function createDocumentCheck(classes: ReadonlySet<string>): (document: LabelsFileDocument) => Issue | undefined {
  const seen = new Set<string>();
  return ({ location, dataset, labels }) => {
    if (seen.has(location)) {
      const word = dataset === 'test' ? 'Test' : 'Train';
      return issue('import/document-duplicate', { location, dataset: word });
    }
    seen.add(location);
    const className = labels.find((name) => !classes.has(name));
    if (className === undefined) return undefined;
    return issue('import/class-unknown', { location, className: className.slice(0, 200) });
  };
}
