import { decodeUtf8, type LabelsFileDocument, readDocument, readLabelsFile } from '../files/index.ts';
import { defineThreadTask, type Issue } from '../platform/on-threads.ts';
import type { ProjectKind } from '../projects/index.ts';
import { parsing, type Upload } from './upload-dialogue.ts';

const batchSize = 1000;

export interface DocumentBatch {
  readonly documents: readonly LabelsFileDocument[];
  readonly issues: readonly Issue[];
}

interface DocumentsInput {
  readonly kind: ProjectKind;
}

/** Reads the documents of a labels file. Answers how many there were. */
export const readDocumentsTask = defineThreadTask(import.meta.url, parsing(readDocuments), 'reading');

async function readDocuments({ kind }: DocumentsInput, { pieces, give }: Upload<DocumentBatch>): Promise<number> {
  let count = 0;
  let documents: LabelsFileDocument[] = [];
  let issues: Issue[] = [];
  for await (const part of readLabelsFile(decodeUtf8(pieces()))) {
    if (part.part !== 'document') continue;
    count += 1;
    const result = readDocument(part, kind);
    if (result.ok) documents.push(result.value);
    else issues.push(result.issue);
    if (documents.length + issues.length < batchSize) continue;
    await give({ documents, issues });
    documents = [];
    issues = [];
  }
  if (documents.length + issues.length > 0) await give({ documents, issues });
  return count;
}
