import type { Model } from '../model/model.ts';
import { createFeaturizer } from '../prediction/featurizer.ts';
import { prepareText } from '../text/prepare.ts';

export interface SimilarExample {
  /** The position of the text in the list that the index was made of. */
  readonly position: number;
  /** The cosine of the feature vectors, 0…1. With a dense block it can be below 0. */
  readonly similarity: number;
}

/** Finds the texts of a list that resemble a given text. */
export interface SimilarIndex {
  /** Returns the `count` most similar texts, best first. Texts without a common feature are left out, so it can be fewer. */
  find(text: string, count: number): SimilarExample[];
}

/** The texts that have a feature, with its value in each. */
interface Posting {
  readonly rows: number[];
  readonly values: number[];
}

/**
 * Makes an index of texts by the features that the model knows (inverted lists). 10,000 short texts take about 0.2 s and
 * 20 MB.
 * @param texts usually the training texts
 */
export function createSimilarIndex(model: Model, texts: readonly string[]): SimilarIndex {
  const featurizer = createFeaturizer();
  const postings = new Map<number, Posting>();
  const featurize = (text: string) => {
    const { count, ids, values } = featurizer.featurize(
      model,
      prepareText(text).text,
      model.dense?.encoder.embed([text]),
    );
    let squares = 0;
    for (let k = 0; k < count; k++) squares += (values[k] as number) * (values[k] as number);
    return { count, ids, values, factor: squares > 0 ? 1 / Math.sqrt(squares) : 0 };
  };
  for (const [row, text] of texts.entries()) {
    const { count, ids, values, factor } = featurize(text);
    for (let k = 0; k < count; k++) {
      const id = ids[k] as number;
      let posting = postings.get(id);
      if (posting === undefined) {
        posting = { rows: [], values: [] };
        postings.set(id, posting);
      }
      posting.rows.push(row);
      posting.values.push(factor * (values[k] as number));
    }
  }
  return {
    find(text, wanted) {
      const sums = new Float64Array(texts.length);
      const { count, ids, values, factor } = featurize(text);
      for (let k = 0; k < count; k++) {
        const posting = postings.get(ids[k] as number);
        if (posting === undefined) continue;
        const x = factor * (values[k] as number);
        for (const [i, row] of posting.rows.entries())
          sums[row] = (sums[row] as number) + x * (posting.values[i] as number);
      }
      return Array.from(sums, (similarity, position): SimilarExample => ({ position, similarity }))
        .filter(({ similarity }) => similarity !== 0)
        .sort((a, b) => b.similarity - a.similarity || a.position - b.position)
        .slice(0, Math.max(0, wanted));
    },
  };
}
