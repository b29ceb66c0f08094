import { toFeatures } from '../encoder/dense-block.ts';
import { createExtractor } from '../features/extractor.ts';
import { MAX_COUNT, normalizeBlocks, termWeights } from '../features/weighting.ts';
import type { Model } from '../model/model.ts';

/** The features of a text that a model knows, in buffers that the next call overwrites. */
export interface FeatureVector {
  /** How many features there are; the arrays are valid up to it. */
  count: number;
  /** Feature ids: those of the vocabulary, then `keys.length + k` for number k of the dense block. */
  ids: Int32Array;
  /** By feature: its weighted value. */
  values: Float32Array;
}

/** Turns texts into features, with a memory of its own. A thread needs one. */
export interface Featurizer {
  /**
   * @param prepared the text as `prepareText` returns it
   * @param vector the encoder's vector of the text, for a model with a dense block; it is changed
   */
  featurize(model: Model, prepared: string, vector: Float32Array | undefined): FeatureVector;
}

export function createFeaturizer(): Featurizer {
  const extractor = createExtractor();
  const frequency = termWeights();
  let keys = new Uint32Array(1024);
  const result: FeatureVector = { count: 0, ids: new Int32Array(1024), values: new Float32Array(1024) };

  const reserve = (most: number) => {
    if (most <= keys.length) return;
    keys = new Uint32Array(2 * most);
    result.ids = new Int32Array(2 * most);
    result.values = new Float32Array(2 * most);
  };

  const addKnown = (model: Model, found: number) => {
    const features = extractor.features();
    const { ids, values } = result;
    const { vocabulary } = model;
    // The look-up of key-table.ts is written out here, which halves the time of this loop.
    const slots = model.table.slots();
    const last = (slots.length >> 1) - 1;
    let known = 0;
    for (let k = 0; k < found; k++) {
      const key = features[2 * k] as number;
      let slot = 2 * ((key >>> 1) & last);
      while ((slots[slot + 1] as number) >= 0 && slots[slot] !== (key | 0)) slot = (slot + 2) & (2 * last + 1);
      const id = slots[slot + 1] as number;
      if (id < 0) continue;
      ids[known] = id;
      keys[known] = key;
      const weight = frequency[Math.min(features[2 * k + 1] as number, MAX_COUNT)] as number;
      values[known++] = weight * (vocabulary.idf[id] as number);
    }
    normalizeBlocks(keys, values, 0, known, vocabulary.characterScale);
    result.count = known;
  };

  const addDense = (model: Model, vector: Float32Array) => {
    if (model.dense === undefined) return;
    toFeatures(vector, model.dense);
    const first = model.vocabulary.keys.length;
    for (let k = 0; k < vector.length; k++) {
      if (vector[k] === 0) continue;
      result.ids[result.count] = first + k;
      result.values[result.count++] = vector[k] as number;
    }
  };

  return {
    featurize(model, prepared, vector) {
      const found = extractor.extract(prepared);
      reserve(found + (vector?.length ?? 0));
      addKnown(model, found);
      if (vector !== undefined) addDense(model, vector);
      return result;
    },
  };
}
