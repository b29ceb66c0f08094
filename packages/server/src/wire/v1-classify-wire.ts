import type { ClassifyRequest, ClassifyResponse } from '@taxon/contract';
import type { ClassifyResult, ClassScore, InputDocument } from '@taxon/engine';
import { invalidField } from './door-fault.ts';
import { toV1Issue } from './v1-operation-wire.ts';

/** The documents of a request; the short form is one document. */
export function toInputDocuments({ documents, text, language }: ClassifyRequest): readonly InputDocument[] {
  if (documents !== undefined && text !== undefined) {
    throw invalidField('text', 'must not stand beside "documents"', `(${text.length} characters)`);
  }
  if (documents === undefined && text === undefined) throw invalidField('documents', 'is required', undefined);
  if (documents !== undefined && language !== undefined) {
    throw invalidField('language', 'belongs to "text"; each of the documents has its own', language);
  }
  const asked = documents ?? [{ text: text ?? '', ...(language === undefined ? {} : { language }) }];
  return asked.map((document, index) => ({ ...document, id: document.id ?? String(index) }));
}

/** All classes with their scores, one entry a document. */
export function toClassifyResponse({ modelName, kind, documents }: ClassifyResult): ClassifyResponse {
  return {
    model: modelName,
    kind,
    documents: documents.map((document) =>
      document.ok
        ? {
            id: document.id,
            predicted: document.predicted.map(toScore),
            scores: document.scores.map(toScore),
            abstained: document.abstained,
            warnings: document.warnings.map(toV1Issue),
          }
        : { id: document.id, error: toV1Issue(document.issue) },
    ),
  };
}

const toScore = ({ className, score }: ClassScore) => ({ class: className, score });
