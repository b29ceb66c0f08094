import { ClassifierError } from '../errors/classifier-error.ts';
import { createDigest } from '../hashing/sha256.ts';
import { compareCodeUnits } from '../text/compare-code-units.ts';
import type { TaskKind, TrainingDocument } from './training-document.ts';

export interface TrainInput {
  /** Class names; the position of a name is its class index. */
  readonly classes: readonly string[];
  readonly documents: readonly TrainingDocument[];
}

/** @throws ClassifierError `invalid-document` */
function checkLabels(kind: TaskKind, document: TrainingDocument, classCount: number): void {
  const { id, labels } = document;
  const name = JSON.stringify(id);
  if (kind === 'single' && labels.length !== 1) {
    throw new ClassifierError(
      'invalid-document',
      `Document ${name} has ${labels.length} labels; single-label needs exactly 1.`,
    );
  }
  let previous = -1;
  for (const label of labels) {
    if (!Number.isInteger(label) || label <= previous || label >= classCount) {
      throw new ClassifierError(
        'invalid-document',
        `Document ${name} has label ${label}; labels must be ascending class indices in 0…${classCount - 1}.`,
      );
    }
    previous = label;
  }
}

/**
 * Checks the input and sorts the documents by id, then by text. Training depends on this order only.
 * @throws ClassifierError `too-few-classes` or `too-few-documents` when there is none, `invalid-document` when labels do
 *   not fit the kind or the classes
 */
export function prepareDocuments(kind: TaskKind, input: TrainInput): TrainingDocument[] {
  const { classes, documents } = input;
  if (classes.length === 0) throw new ClassifierError('too-few-classes', 'Training needs at least 1 class.');
  if (documents.length === 0)
    throw new ClassifierError('too-few-documents', 'Training needs at least 1 labelled document.');
  for (const document of documents) checkLabels(kind, document, classes.length);
  return [...documents].sort((a, b) => compareCodeUnits(a.id, b.id) || compareCodeUnits(a.text, b.text));
}

/** SHA-256 over the class names, and over ids, texts and labels in the given order. 64 hexadecimal digits. */
export function digestOf(classes: readonly string[], documents: readonly TrainingDocument[]): string {
  const digest = createDigest();
  digest.update(JSON.stringify(classes));
  for (const { id, text, labels } of documents) digest.update(`\n${JSON.stringify([id, text, labels])}`);
  return digest.finish();
}
