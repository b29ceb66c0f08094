import { lendVectors } from '../../encoders/index.ts';
import type { Given } from '../../platform/index.ts';
import type { ClassifyDeps } from '../classify/classify-documents.ts';
import type { SimilarDocument } from '../classify/detail.ts';
import { loadModel } from '../classify/load-model.ts';
import type { Target } from '../classify/prediction-read.ts';
import { readExamples, readFound } from './similar-read.ts';
import { findSimilarTask, type SimilarAnswer, type SimilarInput } from './similar-task.ts';

// Of those found some may be erased or changed by now.
const spare = 5;

export interface FindSimilarDeps extends ClassifyDeps {
  readonly given: Pick<Given, 'clock'>;
}

/** By text: labelled documents of the project that resemble it in the model's feature space, best first. */
export async function findSimilar(
  deps: FindSimilarDeps,
  target: Target,
  texts: readonly string[],
  count: number,
): Promise<readonly (readonly SimilarDocument[])[]> {
  const input: SimilarInput = { model: await loadModel(deps, target), texts, count: count + spare };
  const found = (await deps.threads.run(findSimilarTask, input)) ?? (await askWithExamples(deps, target, input));
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

/** The vectors of a user's encoder were made by the training: they are taken from the table, not computed again. */
async function askWithExamples(
  { db, given, threads }: FindSimilarDeps,
  target: Target,
  input: SimilarInput,
): Promise<SimilarAnswer> {
  const examples = await readExamples(db, target);
  const { encoder } = input.model;
  if (encoder === undefined) return threads.run(findSimilarTask, { ...input, examples });
  const lent = lendVectors(db, given.clock, encoder);
  const task = { ...input, examples, lent: lent.encoder };
  return lent.during(() => threads.run(findSimilarTask, task, { transfer: lent.ports }));
}
