import { Type } from 'typebox';

/** What the queue job of every operation carries. */
export const operationPayload = Type.Object({ operationId: Type.String() });
