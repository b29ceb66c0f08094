import { calibrate } from '../calibration/calibrate.ts';
import { bestOf, largestOf, reaching } from '../decision/decide.ts';
import { outOfScopeThreshold } from '../decision/out-of-scope.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import type { Model } from '../model/model.ts';
import { createScorer, type Scorer } from './score-text.ts';

export interface ClassifyOptions {
  /**
   * Single-label: texts that look foreign to all classes get no answer (`abstained`). The number is the share of in-scope
   * texts that shall still be answered, for instance 0.95. The largest raw score decides, independently of
   * `confidenceThreshold`. 0.5…1; 1 or absent: every text is answered.
   */
  readonly inScopeShare?: number;
  /** Single-label: when the best score is below this, there is no answer (`abstained`). 0…1; absent: 0. */
  readonly confidenceThreshold?: number;
  /** Multi-label, by class index: used instead of the model's thresholds. 0…1 each. */
  readonly thresholds?: readonly number[];
  /** Multi-label: used instead of the model's `answersAtLeastOne`. */
  readonly atLeastOne?: boolean;
}

export interface Prediction {
  /** By class index: the calibrated probability, 0…1, rounded to 6 decimals. Single-label: they sum to 1 up to rounding. */
  readonly scores: Float64Array;
  /** Class indices, best first. Single-label: one, or none when abstained. Multi-label: those that reach their threshold. */
  readonly predicted: readonly number[];
  /** Single-label: there is no answer, by `inScopeShare` or `confidenceThreshold`. Multi-label: always false. */
  readonly abstained: boolean;
  /**
   * The largest raw score of any class, which the out-of-scope decision compares. It recognises foreign texts better than the
   * largest probability does. It has no fixed range, so compare it only with that of other texts of the same model.
   */
  readonly topScore: number;
  /** The text has more than 20,000 UTF-16 code units. The rest was not read. */
  readonly truncated: boolean;
}

// The number of texts that the encoder gets at once: the vectors stay in the cache, and a neural encoder is kept busy.
const CHUNK = 256;

let sharedScorer: Scorer | undefined;

function checkThresholds(model: Model, options: ClassifyOptions): void {
  const { thresholds, confidenceThreshold, inScopeShare = 1 } = options;
  if (!(inScopeShare >= 0.5 && inScopeShare <= 1)) {
    throw new ClassifierError('invalid-setting', `inScopeShare must lie in 0.5…1, got ${inScopeShare}.`);
  }
  if (thresholds !== undefined && thresholds.length !== model.classes.length) {
    throw new ClassifierError(
      'invalid-setting',
      `thresholds must have one entry for each of the ${model.classes.length} classes, got ${thresholds.length}.`,
    );
  }
  for (const one of [...(thresholds ?? []), confidenceThreshold ?? 0]) {
    if (!(one >= 0 && one <= 1))
      throw new ClassifierError('invalid-setting', `A threshold must lie in 0…1, got ${one}.`);
  }
}

/**
 * Classifies texts with an opened model: one prediction for each text, in the same order. The answer for a text does not
 * depend on the other texts, so a list can be split over calls and threads.
 * @throws ClassifierError `invalid-setting` when an option is out of its range or does not fit the model
 */
export function classify(model: Model, texts: readonly string[], options: ClassifyOptions = {}): Prediction[] {
  checkThresholds(model, options);
  sharedScorer ??= createScorer();
  const predictions: Prediction[] = [];
  const dimension = model.dense?.encoder.dimension ?? 0;
  const raw = new Float64Array(model.classes.length);
  for (let from = 0; from < texts.length; from += CHUNK) {
    const chunk = texts.slice(from, from + CHUNK);
    const vectors = model.dense?.encoder.embed(chunk);
    for (let i = 0; i < chunk.length; i++) {
      const vector = vectors?.subarray(i * dimension, (i + 1) * dimension);
      const { truncated } = sharedScorer.score(model, chunk[i] as string, vector, raw);
      predictions.push(predictFrom(model, raw, truncated, options));
    }
  }
  return predictions;
}

/** The prediction that belongs to the raw scores. `raw` is not changed. */
function predictFrom(model: Model, raw: Float64Array, truncated: boolean, options: ClassifyOptions): Prediction {
  const scores = new Float64Array(raw.length);
  calibrate(model.calibration, raw, scores);
  const topScore = largestOf(raw);
  if (model.kind === 'multi') {
    const thresholds = options.thresholds ?? model.thresholds;
    const predicted = reaching(scores, raw, thresholds, options.atLeastOne ?? model.answersAtLeastOne);
    return { scores, predicted, abstained: false, topScore, truncated };
  }
  const best = bestOf(scores, raw);
  const outOfScope = topScore < outOfScopeThreshold(model.topScoreQuantiles, options.inScopeShare ?? 1);
  const abstained = outOfScope || (scores[best] ?? 0) < (options.confidenceThreshold ?? 0);
  return { scores, predicted: abstained ? [] : [best], abstained, topScore, truncated };
}
