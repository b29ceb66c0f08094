import { inspectModel } from '@taxon/classifier';
import { defineThreadTask } from '../platform/on-threads.ts';

/** The classes of a model file, by index. */
export const classesOfFileTask = defineThreadTask(
  import.meta.url,
  (file: Uint8Array): readonly string[] => inspectModel(file).classes,
);
