import type { ClassifyRequest, ClassifyResponse } from '@taxon/contract';
import type {
  ClassifyResult,
  ClassScore,
  InputDocument,
  RankedClass,
  SimilarDocument,
  TextExplanation,
  WantedDetail,
} from '@taxon/engine';
import { invalidField } from '../../http/door-fault.ts';
import { toV1Issue } from '../operations/operation-wire.ts';

/** The documents of a request; the short form is one document. */
export function toInputDocuments({ documents, text, language }: ClassifyRequest): readonly InputDocument[] {
  if (documents !== undefined && text !== undefined) {
    throw invalidField('text', 'must not stand beside "documents"', `(${text.length} characters)`);
  }
  if (documents === undefined && text === undefined)
    throw invalidField('text', 'is required, or "documents" for several', undefined);
  if (documents !== undefined && language !== undefined) {
    throw invalidField('language', 'belongs to "text"; each of the documents has its own', language);
  }
  const asked = documents ?? [{ text: text ?? '', ...(language === undefined ? {} : { language }) }];
  return asked.map((document, index) => ({ ...document, id: document.id ?? String(index) }));
}

const offsetUnits = { utf16: 'utf16', codePoint: 'code-points', grapheme: 'graphemes' } as const;

/** What is asked for beside the answers. */
export function toWantedDetail({ explain, offsets, similar }: ClassifyRequest): WantedDetail {
  return {
    ...(explain === true ? { explain: offsetUnits[offsets ?? 'utf16'] } : {}),
    ...(similar === undefined ? {} : { similar }),
  };
}

/** All classes, or the best `top`, with their scores; one entry a document. */
export function toClassifyResponse(result: ClassifyResult, top?: number): ClassifyResponse {
  const { modelName, kind, documents, confidenceThreshold, inScopeShare } = result;
  return {
    model: modelName,
    kind,
    confidenceThreshold: confidenceThreshold ?? null,
    outOfScope: inScopeShare ?? null,
    documents: documents.map((document) =>
      document.ok
        ? {
            id: document.id,
            predicted: document.predicted.map(toScore),
            scores: document.scores.slice(0, top).map(toRanked),
            abstained: document.abstained,
            warnings: document.warnings.map(toV1Issue),
            ...(document.explanations === undefined ? {} : { explanations: document.explanations.map(toExplanation) }),
            ...(document.similar === undefined ? {} : { similar: document.similar.map(toSimilar) }),
          }
        : { id: document.id, error: toV1Issue(document.issue) },
    ),
  };
}

const toRanked = ({ threshold, ...score }: RankedClass) => ({ ...toScore(score), threshold: threshold ?? null });

const toExplanation = ({ className, against, words, ...rest }: TextExplanation) => {
  return { class: className, against: against ?? null, ...rest, words: [...words] };
};

const toSimilar = ({ labels, ...rest }: SimilarDocument) => ({ ...rest, labels: [...labels] });

const toScore = ({ className, score }: ClassScore) => ({ class: className, score });
