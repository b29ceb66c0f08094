import { Type } from 'typebox';
import { defineJob } from '../../platform/index.ts';

/** Classifies the documents of one prediction job. */
export const predictJob = defineJob({
  name: 'predict',
  version: 1,
  payload: Type.Object({ jobId: Type.String() }),
  maxAttempts: 25,
  priority: 0,
});
