import { Type } from 'typebox';
import { expireEmbeddings } from './encoders/index.ts';
import { defineQueueWork, type Operations } from './operations/index.ts';
import type { Database, Given } from './platform/index.ts';
import { expirePredictions } from './prediction/index.ts';

export interface ExpireDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock'>;
  readonly operations: Operations;
}

/** Once a minute, erases what is past its time. What one delivery leaves, the next one erases. */
export const expireWork = defineQueueWork({
  name: 'expire',
  payload: Type.Object({}),
  every: '* * * * *',
  maxDeliveries: 1,
  pool: 'background',
  priority: 20,
  run: async (_payload, deps: ExpireDeps, { signal }) => {
    await deps.operations.expire(signal);
    await expirePredictions(deps, signal);
    await expireEmbeddings(deps.db, deps.given.clock(), signal);
  },
});
