import { calibrate } from '../calibration/calibrate.ts';
import { bestOf, largestOf, reaching } from '../decision/decide.ts';
import { outOfScopeThreshold } from '../decision/out-of-scope.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import type { Model } from '../model/model.ts';
import { createScorer, type Scorer } from './score-text.ts';

export interface ClassifyOptions {
  /**
   * Single-label: gives no answer (`abstained`) to texts that look foreign to all classes, so that this share of in-scope
   * texts is still answered, for instance 0.95. Decided on the largest raw score, independently of
   * `confidenceThreshold`. 0.5…1; 1 or absent: off.
   */
  readonly inScopeShare?: number;
  /** Single-label: a best score below it gives no answer (`abstained`). 0…1 */
  readonly confidenceThreshold?: number;
  /** Multi-label: instead of the model's thresholds, by class index. 0…1 each. */
  readonly thresholds?: readonly number[];
  /** Multi-label: instead of the model's `answersAtLeastOne`. */
  readonly atLeastOne?: boolean;
}

export interface Prediction {
  /** Calibrated probability by class index, 0…1, rounded to 6 decimals. Single-label: they sum to 1 up to rounding. */
  readonly scores: Float64Array;
  /** Class indices, best first. Single-label: one, or none when abstained. Multi-label: those that reach their threshold. */
  readonly predicted: readonly number[];
  readonly abstained: boolean;
  /**
   * Largest raw score of any class: what the out-of-scope decision compares. It tells foreign texts better than the largest
   * probability does, has no fixed range, and compares only among texts of one model.
   */
  readonly topScore: number;
  /** Only the first 20,000 characters of the text were read. */
  readonly truncated: boolean;
}

// Texts embedded at once: keeps the vectors in cache, and neural encoders busy.
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
      `thresholds must have one entry a class (${model.classes.length}), got ${thresholds.length}.`,
    );
  }
  for (const one of [...(thresholds ?? []), confidenceThreshold ?? 0]) {
    if (!(one >= 0 && one <= 1))
      throw new ClassifierError('invalid-setting', `A threshold must lie in 0…1, got ${one}.`);
  }
}

/**
 * Classifies texts with an opened model. Each text is judged by itself: splitting the list over threads or calls changes nothing.
 * @throws ClassifierError `invalid-setting` when thresholds do not fit the model
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

/** The answer that raw scores give; `raw` is only read. */
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
