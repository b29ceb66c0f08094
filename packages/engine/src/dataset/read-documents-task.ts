import { decodeUtf8, type LabelsFileDocument, readDocument, readLabelsFile } from '../files/index.ts';
import { defineThreadTask, type Issue, issue } from '../platform/on-threads.ts';
import type { ProjectKind } from '../projects/index.ts';
import { parsing, type Upload } from './upload-dialogue.ts';

const batchSize = 1000;

export interface DocumentBatch {
  readonly documents: readonly LabelsFileDocument[];
  readonly issues: readonly Issue[];
}

interface DocumentsInput {
  readonly kind: ProjectKind;
  /** The classes that the file names. */
  readonly classes: readonly string[];
}

/** Reads the documents of a labels file. Answers how many there were. */
export const readDocumentsTask = defineThreadTask(import.meta.url, parsing(readDocuments), 'long');

async function readDocuments(
  { kind, classes }: DocumentsInput,
  { pieces, give }: Upload<DocumentBatch>,
): Promise<number> {
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
