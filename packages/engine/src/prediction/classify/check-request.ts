import { EngineError, isStorable, shown, storableText } from '../../platform/index.ts';
import { type InputDocument, type PredictionTask, predictionLimits } from '../prediction.ts';

/** A document as it is stored and classified, without U+0000 and lone surrogates, which PostgreSQL cannot store. */
export interface AcceptedDocument {
  readonly id: string;
  readonly text: string;
  readonly language: string | undefined;
  /** Whether characters were replaced by U+FFFD. The document then gets a warning. */
  readonly replaced: boolean;
}

function requireStorable(field: string, value: string | undefined): void {
  if (value === undefined || isStorable(value)) return;
  throw new EngineError('input/invalid', {
    field,
    rule: 'must not contain U+0000 or lone surrogates',
    value: shown(value),
  });
}

function accept(document: InputDocument): AcceptedDocument {
  const { id, text } = document;
  // A language that cannot be stored is an unknown one, which is an error of its document later.
  const language = document.language === '' ? undefined : document.language;
  return { id, language: language && storableText(language).text, ...storableText(text) };
}

/**
 * Checks everything about the documents that refuses a whole request, except their length. Throws when there are none or
 * too many, when an id is missing or occurs twice, and when the only document is empty. An empty document among others is
 * an error of that document, later.
 */
export function acceptDocuments(documents: readonly InputDocument[]): readonly AcceptedDocument[] {
  const limit = predictionLimits.documents;
  if (documents.length === 0) throw new EngineError('prediction/no-documents');
  if (documents.length > limit)
    throw new EngineError('prediction/too-many-documents', { limit, count: documents.length });
  const ids = new Set<string>();
  for (const [index, { id }] of documents.entries()) {
    if (id === '') throw new EngineError('prediction/document-id-empty', { number: index + 1 });
    requireStorable('id', id);
    if (ids.has(id)) throw new EngineError('prediction/duplicate-document-id', { documentId: id });
    ids.add(id);
  }
  if (documents.length === 1 && documents[0]?.text.trim() === '') throw new EngineError('prediction/document-empty');
  return documents.map(accept);
}

// Each task answers each document. Without a limit, 12,000 tasks in a body of 0.7 MB made an answer of 80 MB.
const mostTasks = 25;

/** Throws when there are no tasks or too many, or when two tasks of one kind have the same name or both have none. */
export function checkTasks(tasks: readonly PredictionTask[]): void {
  if (tasks.length === 0) throw new EngineError('prediction/no-tasks');
  if (tasks.length > mostTasks) {
    throw new EngineError('input/invalid', {
      field: 'tasks',
      rule: `must be at most ${mostTasks} tasks`,
      value: tasks.length,
    });
  }
  const seen = new Set<string>();
  for (const { kindName, name, projectName, deploymentName } of tasks) {
    requireStorable('taskName', name);
    requireStorable('projectName', projectName);
    requireStorable('deploymentName', deploymentName);
    const key = JSON.stringify([kindName, name ?? '']);
    if (seen.has(key))
      throw new EngineError('prediction/duplicate-task-name', { taskName: name ?? '', taskKind: kindName });
    seen.add(key);
  }
}

/** The length of all texts in UTF-16 units. It is never less than the number of text elements. */
export function totalLength(documents: readonly AcceptedDocument[]): number {
  return documents.reduce((sum, { text }) => sum + text.length, 0);
}

/** Throws `input/invalid` for a display name that cannot be stored. */
export function checkDisplayName(displayName: string | undefined): void {
  requireStorable('displayName', displayName);
}
