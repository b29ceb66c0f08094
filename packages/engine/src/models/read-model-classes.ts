import type { Querier, ThreadPool } from '../platform/index.ts';
import { readDescription, readModelFile } from './model-store.ts';

const inspectThread = new URL('./inspect-thread.ts', import.meta.url);

/** A model's class list; of a model without details, from its file. Undefined: the model is gone. */
export async function readModelClasses(
  db: Querier,
  threads: ThreadPool,
  modelId: string,
): Promise<readonly string[] | undefined> {
  const found = await readDescription(db, modelId);
  if (found?.details !== undefined) return found.details.classes;
  const file = await readModelFile(db, modelId);
  return file && threads.run<string[]>(inspectThread, 'classesOf', file.bytes);
}
