import { importLabelsFileJob, importRowsJob } from './dataset/index.ts';
import type { JobDefinition } from './platform/index.ts';
import { expireJob, predictJob } from './prediction/index.ts';
import { deleteProjectJob } from './projects/index.ts';
import { trainJob } from './training/index.ts';

/** Every job that the engine puts into the queue. A worker must have a handler for each. */
export const jobDefinitions: readonly JobDefinition[] = [
  deleteProjectJob,
  expireJob,
  importLabelsFileJob,
  importRowsJob,
  predictJob,
  trainJob,
];
