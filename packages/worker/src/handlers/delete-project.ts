import { deleteProjectJob, parsePayload } from '@taxon/engine';
import type { Handler } from './handler.ts';

export const deleteProject: Handler = {
  definition: deleteProjectJob,
  pool: 'background',
  async run(engine, payload, context) {
    const { operationId } = parsePayload(deleteProjectJob, payload);
    await engine.jobs.deleteProject(operationId, context);
  },
};
