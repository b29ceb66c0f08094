import { normalize } from '../encoder/dense-block.ts';
import type { Encoder, WordEncoder } from '../encoder/encoder.ts';
import { visitFeatures } from '../features/visit-features.ts';
import type { Model } from '../model/model.ts';
import { createFeaturizer, type Featurizer } from '../prediction/featurizer.ts';
import { type Alignment, alignText } from '../text/align.ts';
import { createTokens, type Tokens, tokenize } from '../text/tokenizer.ts';

/** What one word adds to the decision. Offsets count UTF-16 code units of the original text; `toOffsets` translates them. */
export interface WordContribution {
  readonly start: number;
  readonly end: number;
  /** A part of the raw score. Positive: the word speaks for the class. */
  readonly contribution: number;
}

export interface Explanation {
  readonly classIndex: number;
  /** The class that it is compared with. Undefined: with none (multi-label, or a model with one class). */
  readonly againstIndex: number | undefined;
  /** Every word of the part of the text that is read, in the order of the text. */
  readonly words: readonly WordContribution[];
  /** What belongs to no word: the bias of the classes, and the part of an encoder that is no `WordEncoder`. */
  readonly baseline: number;
  /** The raw score of the class minus that of the other class. It is `baseline` plus all contributions, up to rounding. */
  readonly margin: number;
}

interface Scratch {
  readonly tokens: Tokens;
  readonly featurizer: Featurizer;
}

let scratch: Scratch | undefined;

/** The weight of a feature for class `one`, minus its weight for class `other`. */
function weightOf({ weights }: Model, id: number, one: number, other: number | undefined): number {
  const base = id * weights.stride;
  const rest = other === undefined ? 0 : (weights.values[base + other] as number);
  return (weights.scales[id] as number) * ((weights.values[base + one] as number) - rest);
}

/** Divides an amount evenly among those code units of a span that belong to tokens. Adds the parts to `credit`. */
function share(credit: Float64Array, covered: Uint8Array, from: number, to: number, amount: number): void {
  let units = 0;
  for (let i = Math.max(0, from); i < Math.min(to, covered.length); i++) units += covered[i] as number;
  if (units === 0) return;
  for (let i = Math.max(0, from); i < Math.min(to, covered.length); i++) {
    if (covered[i] === 1) credit[i] = (credit[i] as number) + amount / units;
  }
}

function isWordEncoder(encoder: Encoder): encoder is WordEncoder {
  return 'visitPieces' in encoder;
}

/**
 * Divides the part of the dense block among the pieces of the text. The block is scale · (Σ pieces / |Σ| − mean) / length: it
 * is linear in the pieces, so each piece adds a part of its own. Returns the part of the mean, which belongs to no piece.
 */
function shareDense(
  model: Model,
  prepared: string,
  gradient: Float64Array,
  give: (from: number, to: number, amount: number) => void,
): number {
  const { dense } = model;
  if (dense === undefined || !isWordEncoder(dense.encoder)) return 0;
  const parts: { start: number; end: number; product: number }[] = [];
  const sum = new Float32Array(dense.mean.length);
  dense.encoder.visitPieces(prepared, (start, end, vector) => {
    let product = 0;
    for (let k = 0; k < vector.length; k++) {
      product += (gradient[k] as number) * (vector[k] as number);
      sum[k] = (sum[k] as number) + (vector[k] as number);
    }
    parts.push({ start, end, product });
  });
  const length = Math.sqrt(sum.reduce((total, x) => total + x * x, 0));
  if (length === 0) return 0;
  normalize(sum);
  const squares = sum.reduce((total, x, k) => {
    const distance = x - (dense.mean[k] as number);
    return total + distance * distance;
  }, 0);
  const centred = Math.sqrt(squares);
  if (centred === 0) return 0;
  const factor = dense.scale / centred;
  for (const { start, end, product } of parts) give(start, end, (factor / length) * product);
  return -factor * dense.mean.reduce((total, x, k) => total + (gradient[k] as number) * x, 0);
}

function toWords(tokens: Tokens, credit: Float64Array, { start, end }: Alignment): WordContribution[] {
  return Array.from({ length: tokens.count }, (_, t): WordContribution => {
    const from = tokens.start[t] as number;
    const to = tokens.end[t] as number;
    let contribution = 0;
    for (let i = from; i < to; i++) contribution += credit[i] as number;
    return { start: start[from] as number, end: end[to - 1] as number, contribution };
  });
}

/**
 * Says what each word of a text adds to the decision for a class. The contributions are exact: the score is linear in the
 * features, so the part of each feature is known. The part of a word pair or a character n-gram is divided evenly among the
 * characters that it covers. The part of a static encoder is linear in the words too.
 * @param classIndex the class to explain, usually the predicted one
 * @param againstIndex the class to compare it with; for a single-label model usually the second best one
 */
export function explain(
  model: Model,
  text: string,
  classIndex: number,
  againstIndex: number | undefined = undefined,
): Explanation {
  scratch ??= { tokens: createTokens(), featurizer: createFeaturizer() };
  const { tokens, featurizer } = scratch;
  const alignment = alignText(text);
  const { prepared } = alignment;
  tokenize(prepared, tokens);
  const covered = new Uint8Array(prepared.length);
  for (let t = 0; t < tokens.count; t++) covered.fill(1, tokens.start[t], tokens.end[t]);
  const credit = new Float64Array(prepared.length);
  const vector = model.dense?.encoder.embed([text]);
  const { count, ids, values } = featurizer.featurize(model, prepared, vector);
  const bias = model.weights.bias;
  let baseline = (bias[classIndex] ?? 0) - (againstIndex === undefined ? 0 : (bias[againstIndex] ?? 0));
  let margin = baseline;
  const parts = new Map<number, number>();
  const gradient = new Float64Array(model.dense?.mean.length ?? 0);
  const first = model.vocabulary.keys.length;
  let denseMargin = 0;
  for (let k = 0; k < count; k++) {
    const id = ids[k] as number;
    const part = (values[k] as number) * weightOf(model, id, classIndex, againstIndex);
    margin += part;
    if (id < first) parts.set(model.vocabulary.keys[id] as number, part);
    else denseMargin += part;
  }
  for (let k = 0; k < gradient.length; k++) gradient[k] = weightOf(model, first + k, classIndex, againstIndex);
  const occurrences = new Map<number, number>();
  visitFeatures(tokens, (key) => occurrences.set(key, (occurrences.get(key) ?? 0) + 1));
  visitFeatures(tokens, (key, from, to) => {
    const part = parts.get(key);
    if (part !== undefined) share(credit, covered, from, to, part / (occurrences.get(key) ?? 1));
  });
  if (denseMargin !== 0) {
    let shared = 0;
    const give = (from: number, to: number, amount: number) => {
      shared += amount;
      share(credit, covered, from, to, amount);
    };
    shareDense(model, prepared, gradient, give);
    baseline += denseMargin - shared;
  }
  return { classIndex, againstIndex, words: toWords(tokens, credit, alignment), baseline, margin };
}
