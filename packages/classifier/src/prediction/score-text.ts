import { createKernels, createLayout, FREE_MEMORY, type Kernels, reserveMemory } from '../linear/kernels.ts';
import type { Model } from '../model/model.ts';
import { prepareText } from '../text/prepare.ts';
import { createFeaturizer, type FeatureVector } from './featurizer.ts';

/** Scores texts, with a memory of its own. A thread needs one. */
export interface Scorer {
  /**
   * Writes the raw linear scores of a text, by class index, into `scores`.
   * @param vector the encoder's vector of the text, for a model with a dense block; it is changed
   * @returns whether the text was longer than what is read
   */
  score(
    model: Model,
    text: string,
    vector: Float32Array | undefined,
    scores: Float64Array,
  ): { readonly truncated: boolean };
}

/** Buffers in the WebAssembly memory for the weight rows of one text. A text that needs more gets larger ones. */
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
  const featurizer = createFeaturizer();
  let gather = layOut(kernels, 1024, 256);

  /**
   * Copies the weight rows of the text's features into the WebAssembly memory and multiplies them there. The weights
   * themselves cannot lie there, because all threads share them. Rows are copied as 32-bit words: 20 for 77 classes.
   */
  const multiply = (model: Model, { count, ids, values }: FeatureVector, scores: Float64Array) => {
    const { stride, words, scales, bias, classCount } = model.weights;
    if (count * stride > gather.rows.length * 4 || count > gather.values.length || stride > gather.sums.length) {
      gather = layOut(kernels, Math.max(1024, 2 * count), Math.max(256, stride));
    }
    const { rows, values: factors, sums } = gather;
    const width = stride >> 2;
    let to = 0;
    for (let k = 0; k < count; k++) {
      const id = ids[k] as number;
      factors[k] = (values[k] as number) * (scales[id] as number);
      const from = id * width;
      for (let w = 0; w < width; w++) rows[to++] = words[from + w] as number;
    }
    for (let c = 0; c < stride; c++) sums[c] = bias[c] ?? 0;
    kernels.addByteRows(gather.rowsAt, stride, gather.valuesAt, count, gather.sumsAt);
    for (let c = 0; c < classCount; c++) scores[c] = sums[c] as number;
  };

  return {
    score(model, text, vector, scores) {
      const prepared = prepareText(text);
      multiply(model, featurizer.featurize(model, prepared.text, vector), scores);
      return { truncated: prepared.truncated };
    },
  };
}
