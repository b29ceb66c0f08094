/** Probabilities of one range against what came true. */
export interface ReliabilityBin {
  readonly count: number;
  /** Mean probability given, 0…1. */
  readonly confidence: number;
  /** Share that was right, 0…1. */
  readonly accuracy: number;
}

/** How true probabilities are. */
export interface Reliability {
  /** 15 bins of equal width over 0…1. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error (Naeini et al. 2015): mean over all |accuracy − confidence|, weighted by bin. */
  readonly expectedCalibrationError: number;
}

export interface ScoredOutcome {
  /** Calibrated probability by class index. */
  readonly scores: ArrayLike<number>;
  /** Class indices that are right. */
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
 * Reliability of a model's answers. Single-label (`best`): the probability of the best class of each text. Multi-label
 * (`every`): that of every pair of text and class.
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

/** Reliability of one class's probability over all texts. */
export function classReliability(classIndex: number, outcomes: readonly ScoredOutcome[]): Reliability {
  const bins = createBins();
  for (const { scores, expected } of outcomes) bins.add(scores[classIndex] as number, expected.includes(classIndex));
  return bins.finish();
}
