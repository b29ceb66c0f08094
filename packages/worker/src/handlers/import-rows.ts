import { importRowsJob, parsePayload } from '@taxon/engine';
import type { Handler } from './handler.ts';

export const importRows: Handler = {
  definition: importRowsJob,
  pool: 'background',
  async run(engine, payload, context) {
    const { operationId } = parsePayload(importRowsJob, payload);
    await engine.jobs.importRows(operationId, context);
  },
};
