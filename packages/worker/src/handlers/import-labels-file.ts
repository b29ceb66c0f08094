import { importLabelsFileJob, parsePayload } from '@taxon/engine';
import type { Handler } from './handler.ts';

export const importLabelsFile: Handler = {
  definition: importLabelsFileJob,
  pool: 'background',
  async run(engine, payload, context) {
    const { operationId } = parsePayload(importLabelsFileJob, payload);
    await engine.jobs.importLabelsFile(operationId, context);
  },
};
