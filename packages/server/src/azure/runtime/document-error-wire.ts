import type { AzureError, RuntimeShape } from '@taxon/contract';
import { EngineError, type ErrorCode, type Issue } from '@taxon/engine';
import { errorMap, type WireError } from '../../http/error-map.ts';

type DocumentError = Pick<WireError, 'azure' | 'inner'> & {
  /** The outer message; November 2021 writes "document" with a small letter. */
  readonly outer: { readonly later: string; readonly nov2021: string };
};

const invalidDocument = { later: 'Invalid Document in request.', nov2021: 'Invalid document in request.' };
const invalidLanguage = { later: 'Invalid Language Code.', nov2021: 'Invalid Language Code.' };

// As recorded. When one of these codes refuses a whole request, it reads as `errorMap` says.
const documentErrors: Partial<Record<ErrorCode, DocumentError>> = {
  'prediction/document-empty': { azure: 'InvalidArgument', inner: 'InvalidDocument', outer: invalidDocument },
  'prediction/language-unsupported': {
    azure: 'InvalidArgument',
    inner: 'UnsupportedLanguageCode',
    outer: invalidLanguage,
  },
  'import/document-too-long': { azure: 'InvalidArgument', inner: 'InvalidDocument', outer: invalidDocument },
};

/** How one version writes an error. */
export interface ErrorWording {
  /** Has the names of the kinds. */
  readonly shape: Pick<RuntimeShape, 'kinds'>;
  /** Under v3.2-preview.2 the service writes "document" small. */
  readonly nov2021: boolean;
}

/** An issue of one document or task as Azure writes it. */
export function azureErrorOf(issue: Issue, wording: ErrorWording, target?: string): AzureError {
  const { azure, inner, outer } = azurePartsOf(issue.code, wording);
  const at = target === undefined ? {} : { target };
  const message = withKinds(issue, wording.shape.kinds);
  if (inner === undefined) return { code: azure, message, ...at };
  return { code: azure, message: outer, ...at, innererror: { code: inner, message } };
}

function azurePartsOf(code: ErrorCode, { nov2021 }: ErrorWording) {
  const single = documentErrors[code];
  if (single !== undefined) return { ...single, outer: nov2021 ? single.outer.nov2021 : single.outer.later };
  const { azure, inner, outerMessage }: WireError = errorMap[code];
  // The other codes of documents have the same outer message.
  const outer = outerMessage === invalidDocument.later && nov2021 ? invalidDocument.nov2021 : outerMessage;
  return { azure, inner, outer: outer ?? 'Invalid request.' };
}

/** Kinds by the names that callers of the version know. */
function withKinds({ code, message, parameters }: Issue, kinds: RuntimeShape['kinds']): string {
  if (code !== 'deployment/kind-mismatch') return message;
  const named = (kind: string | number | undefined) => (kind === 'single' ? kinds.single : kinds.multi);
  const { actual, asked } = parameters;
  return new EngineError(code, { ...parameters, actual: named(actual), asked: named(asked) }).message;
}
