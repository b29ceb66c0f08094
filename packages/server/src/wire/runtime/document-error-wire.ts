import type { AzureError } from '@taxon/contract';
import type { ErrorCode, Issue } from '@taxon/engine';
import { errorMap, type WireError } from '../error-map.ts';

// What a single bad document says, as recorded; as the fault of a whole request the same codes read otherwise.
const documentFaces: Partial<Record<ErrorCode, Pick<WireError, 'azure' | 'inner' | 'outerMessage'>>> = {
  'prediction/document-empty': {
    azure: 'InvalidArgument',
    inner: 'InvalidDocument',
    outerMessage: 'Invalid Document in request.',
  },
  'prediction/language-unsupported': {
    azure: 'InvalidArgument',
    inner: 'UnsupportedLanguageCode',
    outerMessage: 'Invalid Language Code.',
  },
  'import/document-too-long': {
    azure: 'InvalidArgument',
    inner: 'InvalidDocument',
    outerMessage: 'Invalid Document in request.',
  },
};

/** An issue of one document or task as Azure words it. Under v3.2-preview.2 the service writes "document" small. */
export function azureErrorOf(issue: Issue, smallDocument: boolean, target?: string): AzureError {
  const face: Pick<WireError, 'azure' | 'inner' | 'outerMessage'> = documentFaces[issue.code] ?? errorMap[issue.code];
  const at = target === undefined ? {} : { target };
  if (face.inner === undefined) return { code: face.azure, message: issue.message, ...at };
  const outer = face.outerMessage ?? 'Invalid request.';
  return {
    code: face.azure,
    message: smallDocument ? outer.replace('Invalid Document', 'Invalid document') : outer,
    ...at,
    innererror: { code: face.inner, message: issue.message },
  };
}
