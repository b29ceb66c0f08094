import { Type } from 'typebox';
import { defineJob } from '../platform/index.ts';

/** Trains a model; the operation's row says which. */
export const trainJob = defineJob({
  name: 'train',
  version: 1,
  payload: Type.Object({ operationId: Type.String() }),
  maxAttempts: 25,
  priority: 0,
});
