import type { MessagePort } from 'node:worker_threads';
import { lendVectors } from '../../encoders/index.ts';
import type { Given } from '../../platform/index.ts';
import type { ClassifyDeps } from '../classify/classify-documents.ts';
import type { SimilarDocument } from '../classify/detail.ts';
import { loadModel } from '../classify/load-model.ts';
import type { Target } from '../classify/prediction-read.ts';
import { readExamples, readFound } from './similar-read.ts';
import type { SimilarAnswer, SimilarTask } from './similar-task.ts';

const thread = new URL('./similar-task.ts', import.meta.url);
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
  const task: SimilarTask = { model: await loadModel(deps, target), texts, count: count + spare };
  const found = (await ask(deps, task, [])) ?? (await askWithExamples(deps, target, task));
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

function ask({ threads }: FindSimilarDeps, task: SimilarTask, ports: readonly MessagePort[]): Promise<SimilarAnswer> {
  return threads.run<SimilarAnswer>(thread, 'findSimilar', task, ports, { alone: true });
}

/** The vectors of a user's encoder were made by the training: they are taken from the table, not computed again. */
async function askWithExamples(deps: FindSimilarDeps, target: Target, task: SimilarTask): Promise<SimilarAnswer> {
  const { db, given } = deps;
  const examples = await readExamples(db, target);
  const { encoder } = task.model;
  if (encoder === undefined) return ask(deps, { ...task, examples }, []);
  const loan = lendVectors(db, given.clock, encoder);
  try {
    return await ask(deps, { ...task, examples, lent: loan.encoder }, loan.ports);
  } catch (error) {
    throw loan.failure?.error ?? error;
  } finally {
    loan.end();
  }
}
