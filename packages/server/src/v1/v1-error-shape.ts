import type { ErrorShape } from '../http/error-shape.ts';
import { v1Sentence } from './v1-sentences.ts';

/** `/v1`, and every path that no door has. */
export const v1ErrorShape: ErrorShape = (fault, { requestId }) => ({
  contentType: 'application/json; charset=utf-8',
  body: {
    error: {
      code: fault.code,
      message: v1Sentence(fault),
      ...(fault.field === undefined ? {} : { field: fault.field }),
      requestId,
    },
  },
});
