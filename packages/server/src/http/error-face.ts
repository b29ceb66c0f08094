import type { AzureErrorResponse, V1Error } from '@taxon/contract';
import type { Fault } from './fault.ts';

/** A refusal in one door's own shape. */
export type ErrorFace = (
  fault: Fault,
  about: { requestId: string; job: boolean },
) => {
  readonly contentType: string;
  readonly body: AzureErrorResponse | V1Error;
};

/** Azure's doors: `{error: {code, message, innererror?}}`. The gateway's own refusals name no charset, as recorded. */
export const azureFace: ErrorFace = (fault, { job }) => ({
  contentType: /^\d/.test(fault.azure) ? 'application/json' : 'application/json; charset=utf-8',
  body: {
    error:
      fault.inner === undefined
        ? { code: fault.azure, message: fault.message }
        : {
            code: fault.azure,
            message: fault.outerMessage ?? 'Invalid request.',
            innererror: { code: fault.inner, message: fault.message },
          },
    ...(job ? { status: 'failed' as const } : {}),
  },
});

/** v3.2-preview.2 knows no OperationNotFound; what later versions call so is NotFound there. */
export const nov2021Face: ErrorFace = (fault, about) =>
  azureFace(fault.azure === 'OperationNotFound' ? { ...fault, azure: 'NotFound' } : fault, about);

/** `/v1` and everything that is nobody else's. */
export const v1Face: ErrorFace = (fault, { requestId }) => ({
  contentType: 'application/json; charset=utf-8',
  body: {
    error: {
      code: fault.code,
      message: fault.v1Message ?? fault.message,
      ...(fault.field === undefined ? {} : { field: fault.field }),
      requestId,
    },
  },
});
