import { toFeatures } from '../encoder/dense-block.ts';
import { createExtractor, type Extractor } from '../features/extractor.ts';
import { normalizeBlocks, termWeight } from '../features/weighting.ts';
import { createKernels, createLayout, FREE_MEMORY, type Kernels, reserveMemory } from '../linear/kernels.ts';
import type { Model } from '../model-file/model.ts';
import { prepareText } from '../text/prepare.ts';

/** Scratch memory of scoring: one for each thread. */
export interface Scorer {
  /**
   * Raw linear scores of a text by class index, written into `scores`; says whether the text was cut. `vector` is the
   * encoder's for a model with a dense block, and is changed.
   */
  score(
    model: Model,
    text: string,
    vector: Float32Array | undefined,
    scores: Float64Array,
  ): { readonly truncated: boolean };
}

// As in training, where higher counts are kept as this one.
const MAX_COUNT = 255;

/** Room for gathered weight rows in a memory of its own, grown when a text needs more. */
interface Gather {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  readonly sums: Float32Array;
  readonly rowsAt: number;
  readonly valuesAt: number;
  readonly sumsAt: number;
}

function layOut(kernels: Kernels, entries: number, stride: number): Gather {
  const { take, end } = createLayout(FREE_MEMORY);
  const rowsAt = take(entries * stride + 16);
  const valuesAt = take(4 * entries);
  const sumsAt = take(4 * stride);
  reserveMemory(kernels, end());
  const { buffer } = kernels.memory;
  return {
    rows: new Int32Array(buffer, rowsAt, (entries * stride) >> 2),
    values: new Float32Array(buffer, valuesAt, entries),
    sums: new Float32Array(buffer, sumsAt, stride),
    rowsAt,
    valuesAt,
    sumsAt,
  };
}

export function createScorer(): Scorer {
  const kernels = createKernels();
  const extractor: Extractor = createExtractor();
  let gather = layOut(kernels, 1024, 256);
  let ids = new Int32Array(1024);
  let keys = new Uint32Array(1024);
  let values = new Float32Array(1024);

  /** Known features of the prepared text with their weights; returns how many. */
  const lookUp = (model: Model, prepared: string): number => {
    const found = extractor.extract(prepared);
    const most = found + (model.dense?.mean.length ?? 0);
    if (most > ids.length) {
      ids = new Int32Array(2 * most);
      keys = new Uint32Array(2 * most);
      values = new Float32Array(2 * most);
    }
    const features = extractor.features();
    const { table, vocabulary } = model;
    let known = 0;
    for (let k = 0; k < found; k++) {
      const key = features[2 * k] as number;
      const id = table.find(key);
      if (id < 0) continue;
      const count = features[2 * k + 1] as number;
      ids[known] = id;
      keys[known] = key;
      values[known++] = termWeight(Math.min(count, MAX_COUNT)) * (vocabulary.idf[id] as number);
    }
    normalizeBlocks(keys, values, 0, known, vocabulary.characterScale);
    return known;
  };

  /** Appends the dense block's features, whose weight rows stand behind those of the vocabulary. */
  const addDense = (model: Model, vector: Float32Array | undefined, known: number): number => {
    if (model.dense === undefined || vector === undefined) return known;
    toFeatures(vector, model.dense);
    const first = model.vocabulary.keys.length;
    let count = known;
    for (let k = 0; k < vector.length; k++) {
      if (vector[k] === 0) continue;
      ids[count] = first + k;
      values[count++] = vector[k] as number;
    }
    return count;
  };

  /**
   * Copies the rows in question into the kernel's memory, where the weights themselves cannot be (they are shared by all
   * threads), and multiplies there. Copied as 32-bit words: 20 for 77 classes.
   */
  const multiply = (model: Model, known: number, scores: Float64Array) => {
    const { stride, words, scales, bias, classCount } = model.weights;
    if (known * stride > gather.rows.length * 4 || known > gather.values.length || stride > gather.sums.length) {
      gather = layOut(kernels, 2 * known, stride);
    }
    const { rows, values: factors, sums } = gather;
    const width = stride >> 2;
    let to = 0;
    for (let k = 0; k < known; k++) {
      const id = ids[k] as number;
      factors[k] = (values[k] as number) * (scales[id] as number);
      const from = id * width;
      for (let w = 0; w < width; w++) rows[to++] = words[from + w] as number;
    }
    for (let c = 0; c < stride; c++) sums[c] = bias[c] ?? 0;
    kernels.addByteRows(gather.rowsAt, stride, gather.valuesAt, known, gather.sumsAt);
    for (let c = 0; c < classCount; c++) scores[c] = sums[c] as number;
  };

  return {
    score(model, text, vector, scores) {
      const prepared = prepareText(text);
      multiply(model, addDense(model, vector, lookUp(model, prepared.text)), scores);
      return { truncated: prepared.truncated };
    },
  };
}
