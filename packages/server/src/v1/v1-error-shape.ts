import type { ErrorShape } from '../http/error-shape.ts';

/** `/v1`, and every path that no door has. */
export const v1ErrorShape: ErrorShape = (fault, { requestId }) => ({
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
