import type { AzureError, RuntimeShape } from '@taxon/contract';
import { EngineError, type ErrorCode, type Issue } from '@taxon/engine';
import { errorMap, type WireError } from '../../http/error-map.ts';

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

/** How one version words an error. */
export interface ErrorWording {
  /** Has the names of the kinds. */
  readonly shape: Pick<RuntimeShape, 'kinds'>;
  /** Under v3.2-preview.2 the service writes "document" small. */
  readonly nov2021: boolean;
}

/** An issue of one document or task as Azure words it. */
export function azureErrorOf(issue: Issue, { shape, nov2021 }: ErrorWording, target?: string): AzureError {
  const face: Pick<WireError, 'azure' | 'inner' | 'outerMessage'> = documentFaces[issue.code] ?? errorMap[issue.code];
  const at = target === undefined ? {} : { target };
  const message = withKinds(issue, shape.kinds);
  if (face.inner === undefined) return { code: face.azure, message, ...at };
  const outer = face.outerMessage ?? 'Invalid request.';
  return {
    code: face.azure,
    message: nov2021 ? outer.replace('Invalid Document', 'Invalid document') : outer,
    ...at,
    innererror: { code: face.inner, message },
  };
}

/** Kinds by the names that callers of the version know. */
function withKinds({ code, message, parameters }: Issue, kinds: RuntimeShape['kinds']): string {
  if (code !== 'deployment/kind-mismatch') return message;
  const named = (kind: string | number | undefined) => (kind === 'single' ? kinds.single : kinds.multi);
  const { actual, asked } = parameters;
  return new EngineError(code, { ...parameters, actual: named(actual), asked: named(asked) }).message;
}
