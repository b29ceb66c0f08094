import { type Static, Type } from 'typebox';
import { closed } from './closed.ts';

/** Outer error codes of Azure's doors. Extensible on the wire; these are the ones we send. */
export const azureErrorCodes = [
  'InvalidRequest',
  'InvalidArgument',
  'Unauthorized',
  'Forbidden',
  'NotFound',
  'ProjectNotFound',
  'OperationNotFound',
  'TooManyRequests',
  'InternalServerError',
  'ServiceUnavailable',
  'Timeout',
  'QuotaExceeded',
  'Conflict',
] as const;
export type AzureErrorCode = (typeof azureErrorCodes)[number];

/** Inner error codes of Azure's doors; clients show the innermost one. */
export const azureInnerErrorCodes = [
  'InvalidRequest',
  'InvalidParameterValue',
  'InvalidRequestBodyFormat',
  'EmptyRequest',
  'MissingInputDocuments',
  'InvalidDocument',
  'InvalidDocumentBatch',
  'UnsupportedLanguageCode',
] as const;
export type AzureInnerErrorCode = (typeof azureInnerErrorCodes)[number];

export const AzureInnerError = closed({ code: Type.String(), message: Type.String() });
export type AzureInnerError = Static<typeof AzureInnerError>;

/** One error as Azure writes it: in envelopes, in a job's `errors[]`, and on single documents. */
export const AzureError = closed({
  code: Type.String(),
  message: Type.String(),
  target: Type.Optional(Type.String({ description: 'JSON pointer, such as #/tasks/items/0.' })),
  innererror: Type.Optional(AzureInnerError),
});
export type AzureError = Static<typeof AzureError>;

/** The body of every refusal at Azure's doors. `status` is sent only where a job was asked for: one client needs it. */
export const AzureErrorResponse = closed({ error: AzureError, status: Type.Optional(Type.Literal('failed')) });
export type AzureErrorResponse = Static<typeof AzureErrorResponse>;
