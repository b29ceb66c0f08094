import type { Querier, ThreadPool } from '../platform/index.ts';
import * as store from './model-store.ts';

const inspectThread = new URL('./inspect-task.ts', import.meta.url);

/** A model's class list; of a model without details, from its file. Undefined: the model is gone. */
export async function readModelClasses(
  db: Querier,
  threads: ThreadPool,
  modelId: string,
): Promise<readonly string[] | undefined> {
  const found = await store.readDescription(db, modelId);
  if (found?.details !== undefined) return found.details.classes;
  const file = await store.readFile(db, modelId);
  return file && threads.run<string[]>(inspectThread, 'classesOf', file.bytes);
}
