import { createExtractor } from '../features/extractor.ts';
import { normalizeBlocks, termWeight } from '../features/weighting.ts';
import type { Model } from '../model-file/model.ts';
import { prepareText } from '../text/prepare.ts';

/** Scratch memory of scoring: one for each thread. */
export interface Scorer {
  /** Raw linear scores of a text by class index, written into `scores`; says whether the text was cut. */
  score(model: Model, text: string, scores: Float64Array): { readonly truncated: boolean };
}

export function createScorer(): Scorer {
  const extractor = createExtractor();
  let ids = new Int32Array(1024);
  let keys = new Uint32Array(1024);
  let values = new Float32Array(1024);

  /** Known features of the prepared text with their weights; returns how many. */
  const lookUp = (model: Model, prepared: string): number => {
    const found = extractor.extract(prepared);
    if (found > ids.length) {
      ids = new Int32Array(2 * found);
      keys = new Uint32Array(2 * found);
      values = new Float32Array(2 * found);
    }
    const extracted = extractor.keys();
    const counts = extractor.counts();
    let known = 0;
    for (let k = 0; k < found; k++) {
      const key = extracted[k] as number;
      const id = model.table.find(key);
      if (id < 0) continue;
      ids[known] = id;
      keys[known] = key;
      // As in training, where counts above 255 are kept as 255.
      values[known++] = termWeight(Math.min(counts[k] as number, 255)) * (model.vocabulary.idf[id] as number);
    }
    normalizeBlocks(keys, values, 0, known, model.vocabulary.characterScale);
    return known;
  };

  return {
    score(model, text, scores) {
      const prepared = prepareText(text);
      const known = lookUp(model, prepared.text);
      const { classCount, stride, values: weights, scales, bias } = model.weights;
      scores.set(bias);
      for (let k = 0; k < known; k++) {
        const id = ids[k] as number;
        const x = (values[k] as number) * (scales[id] as number);
        const base = id * stride;
        for (let c = 0; c < classCount; c++) scores[c] = (scores[c] as number) + x * (weights[base + c] as number);
      }
      return { truncated: prepared.truncated };
    },
  };
}
