import { inspectModel } from '@taxon/classifier';

/** Runs on a thread of the pool: the classes of a model file, by index. */
export function classesOf(bytes: Uint8Array): readonly string[] {
  return inspectModel(bytes).classes;
}
