import type { DocumentView } from '@taxon/contract';
import type { Document } from '@taxon/engine';

/** A document with its text and labels. */
export function toDocumentView(document: Document): DocumentView {
  return {
    name: document.name,
    text: document.text,
    language: document.language ?? null,
    dataset: document.dataset ?? null,
    labels: document.labels.map(({ className, actor, labeledAt }) => ({
      class: className,
      actor,
      labeledAt: labeledAt.toISOString(),
    })),
    reviewed: document.reviewed,
    modifiedAt: document.modifiedAt.toISOString(),
  };
}
