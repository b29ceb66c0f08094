import Type from 'typebox';
import { defineJob } from '../platform/index.ts';

/** Erases the rows of a project that is gone already. */
export const deleteProjectJob = defineJob({
  name: 'delete-project',
  version: 1,
  payload: Type.Object({ operationId: Type.String() }),
  maxAttempts: 25,
  priority: 10,
});
