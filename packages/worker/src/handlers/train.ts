import { parsePayload, trainJob } from '@taxon/engine';
import type { Handler } from './handler.ts';

export const train: Handler = {
  definition: trainJob,
  pool: 'training',
  async run(engine, payload, context) {
    const { operationId } = parsePayload(trainJob, payload);
    await engine.jobs.train(operationId, context);
  },
};
