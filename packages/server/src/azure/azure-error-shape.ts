import type { ErrorShape } from '../http/error-shape.ts';

/** Azure's doors: `{error: {code, message, innererror?}}`. The gateway's own refusals name no charset, as recorded. */
export const azureErrorShape: ErrorShape = (fault) => ({
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
  },
});

/** The runtime doors: a refused poll of a job also says `"status": "failed"`. Without it one client hides the error. */
export const runtimeErrorShape: ErrorShape = (fault, about) => {
  const { contentType, body } = azureErrorShape(fault, about);
  return { contentType, body: about.asksForJob ? { ...body, status: 'failed' as const } : body };
};

/** v3.2-preview.2 has no OperationNotFound: what later versions call so is NotFound there. */
export const nov2021ErrorShape: ErrorShape = (fault, about) =>
  runtimeErrorShape(fault.azure === 'OperationNotFound' ? { ...fault, azure: 'NotFound' } : fault, about);
