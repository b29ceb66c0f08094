import { createSimilarIndex, type SimilarIndex } from '@taxon/classifier';
import type { SharedEncoder } from '../../encoders/on-threads.ts';
import { openModelFor, type SharedModel } from '../../inference/index.ts';
import { defineThreadTask } from '../../platform/on-threads.ts';

/** The beginning of a labelled text, by the name of its document. */
export interface Example {
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the whole text, under which the vector of its document was kept; base64url. */
  readonly hash: string;
}

export interface SimilarInput {
  readonly model: SharedModel;
  readonly texts: readonly string[];
  readonly count: number;
  /** Sent when the thread did not have them. */
  readonly examples?: readonly Example[];
  /** The model's, together with the vectors of the examples that were kept; of a model that needs none undefined. */
  readonly lent?: SharedEncoder | undefined;
}

/** By text, best first; undefined: this thread needs the examples. */
export type SimilarAnswer = readonly (readonly { readonly name: string; readonly similarity: number }[])[] | undefined;

interface Held {
  readonly modelId: string;
  readonly names: readonly string[];
  readonly index: SimilarIndex;
}

// One at a time: it takes some 20 to 50 MB, which the thread gives back when it has been idle.
let held: Held | undefined;

/** The examples whose features are nearest to those of each text. Runs alone, because the thread remembers the examples. */
export const findSimilarTask = defineThreadTask(import.meta.url, findSimilar, 'alone');

async function findSimilar({ model, texts, count, examples, lent }: SimilarInput): Promise<SimilarAnswer> {
  if (held?.modelId !== model.id) {
    if (examples === undefined) return undefined;
    held = undefined;
    const list = examples.map(({ text }) => text);
    const hashes = examples.map(({ hash }) => hash);
    const index = createSimilarIndex(await openModelFor({ ...model, encoder: lent }, list, { hashes }), list);
    held = { modelId: model.id, names: examples.map(({ name }) => name), index };
  }
  const { names, index } = held;
  await openModelFor(model, texts);
  return texts.map((text) =>
    index.find(text, count).map(({ position, similarity }) => ({ name: names[position] ?? '', similarity })),
  );
}
