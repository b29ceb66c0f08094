import { type Model, readModelClasses } from '../models/index.ts';
import { EngineError, type ThreadPool, type Tx } from '../platform/index.ts';

/** Throws `model/unreadable` when the model's bytes are gone. */
export async function classesOfModel(threads: ThreadPool, tx: Tx, { id, name }: Model): Promise<readonly string[]> {
  const classes = await readModelClasses(tx, threads, id);
  if (classes !== undefined) return classes;
  throw new EngineError('model/unreadable', { modelName: name, problem: 'its bytes are gone' });
}
