import { parsePayload, predictJob } from '@taxon/engine';
import type { Handler } from './handler.ts';

export const predict: Handler = {
  definition: predictJob,
  pool: 'prediction',
  async run(engine, payload, context) {
    const { jobId } = parsePayload(predictJob, payload);
    await engine.jobs.predict(jobId, context);
  },
};
