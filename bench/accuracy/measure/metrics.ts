import { randomOf } from '../tasks/draw.ts';

/** What a peer answered for one test part: for each document its probabilities and its expected class indices. */
export interface Answers {
  readonly classes: number;
  readonly scores: Float32Array;
  readonly expected: readonly (readonly number[])[];
  /** One number for each document that tells in-scope texts from others. Default: the largest probability. */
  readonly top?: Float32Array;
  /** Multi-label: 1 where the class is answered. */
  readonly predicted?: Uint8Array;
}

/** All figures are shares, 0…1. */
export interface Metrics {
  readonly documents: number;
  /** Single-label: share of right answers, which is micro-F1 too. */
  readonly microF1: number;
  readonly macroF1: number;
  /** Of `microF1`: binomial for single-label, 200 bootstrap samples for multi-label. */
  readonly standardError: number;
  /** Expected calibration error of the best class of each text, 15 bins of equal width. */
  readonly ece: number;
  /** The `ece` that chance alone would give on so many texts if each of these confidences were exactly right. */
  readonly eceByChance?: number;
  /** Multi-label only: the same over all pairs of text and class. It is small, because most scores are near 0. */
  readonly pairEce?: number;
  /** Single-label: the share of texts for which the peer named no class. They count as wrong. Absent means none. */
  readonly unanswered?: number;
  /** Of in-scope texts against the others by the largest raw score or probability, where there are others. */
  readonly auroc?: number;
  /** The same by the largest probability, where `auroc` is by raw score. */
  readonly aurocByProbability?: number;
}

const BINS = 15;

const binOf = (confidence: number) => Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1));

/** Naeini et al. 2015: mean distance of confidence and hit rate over bins, weighted by how many fall in each. */
export function calibrationError(confidences: ArrayLike<number>, hits: ArrayLike<number>): number {
  const count = new Float64Array(BINS);
  const confidence = new Float64Array(BINS);
  const right = new Float64Array(BINS);
  for (let i = 0; i < confidences.length; i++) {
    const bin = binOf(confidences[i] as number);
    count[bin] = (count[bin] as number) + 1;
    confidence[bin] = (confidence[bin] as number) + (confidences[i] as number);
    right[bin] = (right[bin] as number) + (hits[i] as number);
  }
  const apart = count.map((_, bin) => Math.abs((confidence[bin] as number) - (right[bin] as number)));
  return confidences.length === 0 ? 0 : apart.reduce((sum, one) => sum + one, 0) / confidences.length;
}

/**
 * Expected calibration error of a perfectly calibrated model with these confidences: in each bin the mean absolute
 * deviation of a sum of Bernoulli variables, by its normal approximation √(2/π · Σ p(1 − p)).
 */
export function calibrationErrorByChance(confidences: ArrayLike<number>): number {
  const variance = new Float64Array(BINS);
  for (let i = 0; i < confidences.length; i++) {
    const p = confidences[i] as number;
    const bin = binOf(p);
    variance[bin] = (variance[bin] as number) + p * (1 - p);
  }
  const total = variance.reduce((all, one) => all + Math.sqrt((2 / Math.PI) * one), 0);
  return total / Math.max(1, confidences.length);
}

/** Chance that an in-scope text scores above an out-of-scope one; ties count half (Mann–Whitney). */
export function areaUnderRoc(inScope: readonly number[], outOfScope: readonly number[]): number {
  const all = [...inScope.map((score) => ({ score, inside: 1 })), ...outOfScope.map((score) => ({ score, inside: 0 }))];
  all.sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to++;
    const rank = (from + to + 1) / 2;
    for (let i = from; i < to; i++) rankSum += rank * (all[i]?.inside ?? 0);
    from = to;
  }
  const n = inScope.length;
  return (rankSum - (n * (n + 1)) / 2) / (n * outOfScope.length);
}

interface Counts {
  readonly both: Float64Array;
  readonly predicted: Float64Array;
  readonly expected: Float64Array;
}

function countsOf(classes: number, rows: readonly Row[]): Counts {
  const counts = {
    both: new Float64Array(classes),
    predicted: new Float64Array(classes),
    expected: new Float64Array(classes),
  };
  const add = (array: Float64Array, c: number) => {
    array[c] = (array[c] as number) + 1;
  };
  for (const { expected, predicted } of rows) {
    for (const c of expected) add(counts.expected, c);
    for (const c of predicted) {
      add(counts.predicted, c);
      if (expected.includes(c)) add(counts.both, c);
    }
  }
  return counts;
}

const f1 = (both: number, predicted: number, expected: number) =>
  predicted + expected === 0 ? 0 : (2 * both) / (predicted + expected);
const sum = (values: Iterable<number>) => [...values].reduce((total, one) => total + one, 0);

interface Row {
  readonly expected: readonly number[];
  readonly predicted: readonly number[];
  readonly confidence: number;
  readonly hit: number;
  readonly top: number;
}

function rowsOf({ classes, scores, expected, predicted, top }: Answers): Row[] {
  return expected.map((own, row) => {
    const slice = scores.subarray(row * classes, (row + 1) * classes);
    const best = slice.reduce((at, score, c) => (score > (slice[at] as number) ? c : at), 0);
    const confidence = slice[best] as number;
    const answered =
      predicted === undefined
        ? // All scores are 0: the peer knows nothing about the text and answers no class.
          confidence > 0
          ? [best]
          : []
        : Array.from(slice, (_, c) => c).filter((c) => predicted[row * classes + c] === 1);
    return {
      expected: own,
      predicted: answered,
      confidence,
      hit: own.includes(best) ? 1 : 0,
      top: top?.[row] ?? confidence,
    };
  });
}

/** Spread of micro-F1 over resampled documents. */
function bootstrapError(rows: readonly Row[]): number {
  const random = randomOf(1);
  const parts = rows.map(({ expected, predicted }) => ({
    both: predicted.filter((c) => expected.includes(c)).length,
    all: predicted.length + expected.length,
  }));
  const values = Array.from({ length: 200 }, () => {
    let both = 0;
    let all = 0;
    for (let i = 0; i < parts.length; i++) {
      const one = parts[Math.floor(random() * parts.length)];
      both += one?.both ?? 0;
      all += one?.all ?? 0;
    }
    return (2 * both) / Math.max(1, all);
  });
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((one) => (one - mean) ** 2)) / values.length);
}

/**
 * Figures of one test part. In a single-label part, texts without a known label are out of scope: they count for
 * `auroc` only. Macro-F1 is the mean over the classes that the test part has.
 */
export function metricsOf(answers: Answers): Metrics {
  const all = rowsOf(answers);
  const multi = answers.predicted !== undefined;
  const rows = multi ? all : all.filter(({ expected }) => expected.length > 0);
  const outside = multi ? [] : all.filter(({ expected }) => expected.length === 0);
  const { both, predicted, expected } = countsOf(answers.classes, rows);
  const present = Array.from(expected, (_, c) => c).filter((c) => (expected[c] as number) > 0);
  const macro = present.map((c) => f1(both[c] as number, predicted[c] as number, expected[c] as number));
  const accuracy = sum(both) / Math.max(1, rows.length);
  const unanswered = multi ? 0 : rows.filter((row) => row.predicted.length === 0).length / Math.max(1, rows.length);
  const confidences = rows.map(({ confidence }) => confidence);
  const apart = (pick: (row: Row) => number) => areaUnderRoc(rows.map(pick), outside.map(pick));
  const ece = calibrationError(
    confidences,
    rows.map(({ hit }) => hit),
  );
  const documents = rows.length;
  return {
    documents,
    microF1: multi ? f1(sum(both), sum(predicted), sum(expected)) : accuracy,
    macroF1: sum(macro) / Math.max(1, macro.length),
    standardError: multi ? bootstrapError(rows) : Math.sqrt((accuracy * (1 - accuracy)) / Math.max(1, documents)),
    ece,
    eceByChance: calibrationErrorByChance(confidences),
    ...(multi ? { pairEce: pairError(answers) } : {}),
    ...(unanswered > 0 ? { unanswered } : {}),
    ...(outside.length === 0 ? {} : { auroc: apart(({ top }) => top) }),
    ...(outside.length === 0 || answers.top === undefined
      ? {}
      : { aurocByProbability: apart(({ confidence }) => confidence) }),
  };
}

function pairError({ classes, scores, expected }: Answers): number {
  const hits = new Uint8Array(scores.length);
  for (const [row, own] of expected.entries()) for (const c of own) hits[row * classes + c] = 1;
  return calibrationError(scores, hits);
}
