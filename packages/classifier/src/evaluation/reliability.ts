/** The probabilities in one range, and how often they were right. */
export interface ReliabilityBin {
  readonly count: number;
  /** The mean of the probabilities, 0…1; 0 when there are none. */
  readonly confidence: number;
  /** The share of them that was right, 0…1; 0 when there are none. */
  readonly accuracy: number;
}

/** How far probabilities can be trusted. */
export interface Reliability {
  /** 15 ranges of equal width over 0…1. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error (Naeini et al. 2015): the mean of |accuracy − confidence|, weighted by the counts. 0…1. */
  readonly expectedCalibrationError: number;
}

export interface ScoredOutcome {
  /** By class index: the calibrated probability. */
  readonly scores: ArrayLike<number>;
  /** The class indices that the text has. */
  readonly expected: readonly number[];
}

const BINS = 15;

function createBins() {
  const counts = new Float64Array(BINS);
  const confidences = new Float64Array(BINS);
  const rights = new Float64Array(BINS);
  const increase = (sums: Float64Array, bin: number, by: number) => {
    sums[bin] = (sums[bin] as number) + by;
  };
  return {
    add(probability: number, right: boolean): void {
      const bin = Math.min(BINS - 1, Math.floor(probability * BINS));
      increase(counts, bin, 1);
      increase(confidences, bin, probability);
      increase(rights, bin, right ? 1 : 0);
    },
    finish(): Reliability {
      const total = Math.max(
        1,
        counts.reduce((sum, count) => sum + count, 0),
      );
      let error = 0;
      const bins = Array.from(counts, (count, bin): ReliabilityBin => {
        const confidence = confidences[bin] as number;
        const right = rights[bin] as number;
        error += Math.abs(right - confidence) / total;
        return { count, confidence: count === 0 ? 0 : confidence / count, accuracy: count === 0 ? 0 : right / count };
      });
      return { bins, expectedCalibrationError: error };
    },
  };
}

/**
 * The reliability of a model's answers.
 * @param of `best` (for single-label) looks at the probability of the best class of each text, `every` (for multi-label) at
 *   that of every pair of text and class
 */
export function reliability(of: 'best' | 'every', outcomes: readonly ScoredOutcome[]): Reliability {
  const bins = createBins();
  for (const { scores, expected } of outcomes) {
    let best = 0;
    for (let c = 0; c < scores.length; c++) {
      if (of === 'every') bins.add(scores[c] as number, expected.includes(c));
      else if ((scores[c] as number) > (scores[best] as number)) best = c;
    }
    if (of === 'best' && scores.length > 0) bins.add(scores[best] as number, expected.includes(best));
  }
  return bins.finish();
}

/** The reliability of the probability of one class, over all texts. */
export function classReliability(classIndex: number, outcomes: readonly ScoredOutcome[]): Reliability {
  const bins = createBins();
  for (const { scores, expected } of outcomes) bins.add(scores[classIndex] as number, expected.includes(classIndex));
  return bins.finish();
}
