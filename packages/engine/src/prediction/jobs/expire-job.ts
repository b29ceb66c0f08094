import { Type } from 'typebox';
import { defineJob } from '../../platform/index.ts';

/** Erases what is past its time; sent by the queue's clock once a minute for the whole cluster. */
export const expireJob = defineJob({
  name: 'expire',
  version: 1,
  payload: Type.Object({}),
  maxAttempts: 1,
  priority: 20,
});
