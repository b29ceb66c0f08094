import type { ClassifyDeps } from './classify-documents.ts';
import type { SimilarDocument } from './detail.ts';
import { loadModel } from './load-model.ts';
import type { Target } from './prediction-read.ts';
import { readExamples, readFound } from './similar-read.ts';
import type { SimilarAnswer, SimilarTask } from './similar-thread.ts';

const thread = new URL('./similar-thread.ts', import.meta.url);
// Of those found some may be erased or changed by now.
const spare = 5;

/** By text: labelled documents of the project that resemble it in the model's feature space, best first. */
export async function findSimilar(
  deps: ClassifyDeps,
  target: Target,
  texts: readonly string[],
  count: number,
): Promise<readonly (readonly SimilarDocument[])[]> {
  const task: SimilarTask = { model: await loadModel(deps, target), texts, count: count + spare };
  const ask = (more: Pick<SimilarTask, 'examples'>) =>
    deps.threads.run<SimilarAnswer>(thread, 'findSimilar', { ...task, ...more }, [], { alone: true });
  const found = (await ask({})) ?? (await ask({ examples: await readExamples(deps.db, target) }));
  if (found === undefined) throw new Error('The examples were sent and asked for again.');
  const names = new Set(found.flatMap((list) => list.map(({ name }) => name)));
  const documents = await readFound(deps.db, target, [...names]);
  return found.map((list) =>
    list
      .flatMap(({ name, similarity }) => {
        const document = documents.get(name);
        return document === undefined ? [] : [{ ...document, similarity: Math.round(similarity * 1e6) / 1e6 }];
      })
      .slice(0, count),
  );
}
