import type { AzureErrorCode, AzureInnerErrorCode } from '@taxon/contract';
import type { EngineError, ErrorCode } from '@taxon/engine';
import type { Fault } from './fault.ts';

/** How one code of the engine's catalogue looks on the wire. `/v1` says the code itself. */
export interface WireError {
  readonly status: number;
  readonly azure: AzureErrorCode;
  /** Azure's doors: the inner error has this code and the catalogue's sentence, the outer one has `outerMessage`. */
  readonly inner?: AzureInnerErrorCode;
  readonly outerMessage?: string;
}

const wire = (status: number, azure: AzureErrorCode): WireError => ({ status, azure });
const nested = (
  inner: AzureInnerErrorCode,
  outerMessage: string,
  azure: AzureErrorCode = 'InvalidRequest',
): WireError => ({ status: 400, azure, inner, outerMessage });
// Recorded outer messages of the hosted service.
const document = 'Invalid Document in request.';
const task = 'InvalidTask in AnalyzeInput';
const parameter = 'Invalid parameter in request';

/** Every code of the catalogue → how it looks on the wire. The compiler refuses a code without a row. */
export const errorMap = {
  'access/key-not-found': wire(404, 'NotFound'),
  'access/key-exists': wire(409, 'Conflict'),
  'access/last-owner': wire(409, 'Conflict'),
  'access/forbidden': wire(403, 'Forbidden'),
  'access/forbidden-project': wire(403, 'Forbidden'),
  'access/key-too-wide': wire(403, 'Forbidden'),
  'input/invalid': nested('InvalidParameterValue', parameter),
  'input/missing': nested('InvalidParameterValue', parameter),
  'project/not-found': wire(404, 'ProjectNotFound'),
  'project/kind-immutable': wire(409, 'Conflict'),
  'project/container-immutable': wire(409, 'Conflict'),
  'project/importing': wire(409, 'Conflict'),
  'project/limit': wire(400, 'QuotaExceeded'),
  'class/not-found': wire(404, 'NotFound'),
  'class/exists': wire(409, 'Conflict'),
  'class/limit': wire(400, 'QuotaExceeded'),
  'document/not-found': wire(404, 'NotFound'),
  'document/limit': wire(400, 'QuotaExceeded'),
  'container/not-found': wire(400, 'InvalidArgument'),
  'container/location-outside': wire(400, 'InvalidArgument'),
  'import/file-invalid': wire(400, 'InvalidArgument'),
  'import/document-missing': wire(400, 'InvalidArgument'),
  'import/document-empty': wire(400, 'InvalidArgument'),
  'import/document-undecodable': wire(400, 'InvalidArgument'),
  'import/document-too-long': wire(400, 'InvalidArgument'),
  'import/document-duplicate': wire(400, 'InvalidArgument'),
  'import/document-listed-again': wire(400, 'InvalidArgument'),
  'import/no-texts': wire(400, 'InvalidArgument'),
  'import/text-not-uploaded': wire(400, 'InvalidArgument'),
  'import/mostly-no-class': wire(400, 'InvalidArgument'),
  'import/class-unknown': wire(400, 'InvalidArgument'),
  'import/contradicting-copies': wire(400, 'InvalidArgument'),
  'import/characters-replaced': wire(400, 'InvalidArgument'),
  'import/row-fields': wire(400, 'InvalidArgument'),
  'import/columns-passed-over': wire(400, 'InvalidArgument'),
  'import/cell-holds-rows': wire(400, 'InvalidArgument'),
  'import/classes-too-many': wire(400, 'InvalidArgument'),
  'import/labels-differ': wire(400, 'InvalidArgument'),
  'import/spellings-joined': wire(400, 'InvalidArgument'),
  'import/document-exists': wire(409, 'Conflict'),
  'import/missing-value-as-class': wire(400, 'InvalidArgument'),
  'import/classes-joined': wire(400, 'InvalidArgument'),
  'import/rows-unlabelled': wire(400, 'InvalidArgument'),
  'import/row-invalid': wire(400, 'InvalidArgument'),
  'operation/not-found': wire(404, 'OperationNotFound'),
  'operation/file-missing': wire(409, 'Conflict'),
  'operation/not-cancellable': wire(409, 'Conflict'),
  'operation/attempts-exhausted': wire(500, 'InternalServerError'),
  'operation/internal': wire(500, 'InternalServerError'),
  'training/too-few-documents': wire(400, 'InvalidArgument'),
  'training/too-few-classes': wire(400, 'InvalidArgument'),
  'training/no-test-documents': wire(400, 'InvalidArgument'),
  'training/cross-validated': wire(400, 'InvalidArgument'),
  'training/nothing-measured': wire(400, 'InvalidArgument'),
  'training/test-documents-left-out': wire(400, 'InvalidArgument'),
  'training/copies-across-split': wire(400, 'InvalidArgument'),
  'training/contradicting-copies': wire(400, 'InvalidArgument'),
  'training/already-running': wire(409, 'Conflict'),
  'training/config-version-unknown': nested('InvalidParameterValue', parameter, 'InvalidArgument'),
  'training/too-large': wire(400, 'QuotaExceeded'),
  'training/split-invalid': nested('InvalidParameterValue', parameter, 'InvalidArgument'),
  'model/not-found': wire(404, 'NotFound'),
  'model/not-trained': wire(404, 'NotFound'),
  'model/deployed': wire(409, 'Conflict'),
  'model/limit': wire(400, 'QuotaExceeded'),
  'model/not-described': wire(409, 'Conflict'),
  'model/unreadable': wire(500, 'InternalServerError'),
  'model/encoder-missing': wire(500, 'InternalServerError'),
  'encoder/unusable': wire(500, 'InternalServerError'),
  'encoder/folder-unreadable': wire(500, 'InternalServerError'),
  'deployment/not-found': wire(404, 'NotFound'),
  'deployment/limit': wire(400, 'QuotaExceeded'),
  'deployment/settings-reset': wire(400, 'InvalidArgument'),
  'deployment/threshold-dropped': wire(400, 'InvalidArgument'),
  'deployment/kind-mismatch': wire(400, 'InvalidArgument'),
  'prediction/not-found': wire(404, 'OperationNotFound'),
  'prediction/no-documents': nested('InvalidDocumentBatch', document),
  'prediction/too-many-documents': nested('InvalidDocumentBatch', document),
  'prediction/duplicate-document-id': nested('InvalidDocumentBatch', document),
  'prediction/document-id-empty': nested('InvalidDocumentBatch', document),
  'prediction/document-empty': nested('InvalidDocumentBatch', document),
  'prediction/too-many-characters': nested('InvalidDocumentBatch', document),
  'prediction/language-unsupported': nested('UnsupportedLanguageCode', 'Invalid Language Code.', 'InvalidArgument'),
  'prediction/no-tasks': nested('InvalidRequestBodyFormat', task),
  'prediction/duplicate-task-name': nested('InvalidRequestBodyFormat', task),
  'prediction/task-unsupported': nested('InvalidRequestBodyFormat', task),
  'prediction/backlog': wire(429, 'TooManyRequests'),
  'import/busy': wire(429, 'TooManyRequests'),
  'import/disk-full': wire(503, 'ServiceUnavailable'),
  'platform/database-unavailable': wire(503, 'ServiceUnavailable'),
  'platform/database-newer': wire(503, 'ServiceUnavailable'),
  'platform/postgres-too-old': wire(503, 'ServiceUnavailable'),
} as const satisfies Record<ErrorCode, WireError>;

/** The refusal that an error of the engine becomes at a door. */
export function engineFault(error: EngineError): Fault {
  const { code, message, parameters } = error;
  const wireError: WireError = errorMap[code];
  const wait = wireError.status === 429 || wireError.status === 503 ? { retryAfterSeconds: 1 } : {};
  const field = typeof parameters.field === 'string' ? { field: parameters.field } : {};
  return { ...wireError, ...wait, ...field, code, message, parameters };
}
