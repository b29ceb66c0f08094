import type { ThreadPool } from '../platform/index.ts';
import type { ClassifyInput, ClassifyOutput } from './classify-input.ts';
import { type Settled, unsettle } from './settle.ts';

const file = new URL('./classify-texts.ts', import.meta.url);

/** Classifies texts with a model of the cache, on a thread of the pool. Throws ClassifierError. */
export async function classifyTexts(threads: ThreadPool, input: ClassifyInput): Promise<ClassifyOutput> {
  return unsettle(await threads.run<Settled<ClassifyOutput>>(file, 'classifyTask', input));
}
