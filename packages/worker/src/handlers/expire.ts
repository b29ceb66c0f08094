import { expireJob, parsePayload } from '@taxon/engine';
import type { Handler } from './handler.ts';

export const expire: Handler = {
  definition: expireJob,
  pool: 'background',
  async run(engine, payload, context) {
    parsePayload(expireJob, payload);
    await engine.jobs.expire(context);
  },
};
