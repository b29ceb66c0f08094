import type { Querier, ThreadPool } from '../platform/index.ts';
import { classesOfFileTask } from './inspect-task.ts';
import * as store from './model-store.ts';

/**
 * The classes of a model, in its own order. Of a model without details they are read from its file. Undefined: the model is
 * gone.
 */
export async function readModelClasses(
  db: Querier,
  threads: ThreadPool,
  modelId: string,
): Promise<readonly string[] | undefined> {
  const found = await store.readDescription(db, modelId);
  if (found?.details !== undefined) return found.details.classes;
  const file = await store.readFile(db, modelId);
  return file && threads.run(classesOfFileTask, file.bytes);
}
