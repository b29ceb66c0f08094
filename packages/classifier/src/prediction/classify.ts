import { roundProbability } from '../calibration/round-probability.ts';
import { softmax } from '../calibration/temperature.ts';
import { ClassifierError } from '../classifier-error.ts';
import { sigmoid } from '../linear/exp-log.ts';
import type { Model } from '../model-file/model.ts';
import { createScorer, type Scorer } from './score-text.ts';

export interface ClassifyOptions {
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
  /** Only the first 20,000 characters of the text were read. */
  readonly truncated: boolean;
}

let sharedScorer: Scorer | undefined;

/** Calibrated and rounded probabilities of raw scores, written into `target`. */
export function calibrate(model: Pick<Model, 'calibration'>, raw: ArrayLike<number>, target: Float64Array): void {
  const { calibration } = model;
  if (calibration.method === 'temperature') softmax(raw, calibration.temperature, target);
  else {
    for (let c = 0; c < target.length; c++) {
      target[c] = sigmoid(calibration.slope * (raw[c] as number) + calibration.offset);
    }
  }
  for (let c = 0; c < target.length; c++) target[c] = roundProbability(target[c] as number);
}

function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let c = 1; c < values.length; c++) if ((values[c] as number) > (values[best] as number)) best = c;
  return best;
}

/** Classes that reach their threshold, best first; the best one when there is none and `atLeastOne`. */
export function reaching(
  scores: Float64Array,
  raw: ArrayLike<number>,
  thresholds: readonly number[],
  atLeastOne: boolean,
): number[] {
  const reached: number[] = [];
  for (let c = 0; c < scores.length; c++) if ((scores[c] as number) >= (thresholds[c] ?? 1)) reached.push(c);
  if (reached.length === 0 && atLeastOne && scores.length > 0) return [argmax(raw)];
  return reached.sort((a, b) => (raw[b] as number) - (raw[a] as number) || a - b);
}

function checkThresholds(model: Model, options: ClassifyOptions): void {
  const { thresholds, confidenceThreshold } = options;
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
  const scorer = sharedScorer;
  const raw = new Float64Array(model.classes.length);
  return texts.map((text): Prediction => {
    const { truncated } = scorer.score(model, text, raw);
    const scores = new Float64Array(raw.length);
    calibrate(model, raw, scores);
    if (model.kind === 'multi') {
      const thresholds = options.thresholds ?? model.thresholds;
      const predicted = reaching(scores, raw, thresholds, options.atLeastOne ?? model.answersAtLeastOne);
      return { scores, predicted, abstained: false, truncated };
    }
    const best = argmax(raw);
    const abstained = (scores[best] ?? 0) < (options.confidenceThreshold ?? 0);
    return { scores, predicted: abstained ? [] : [best], abstained, truncated };
  });
}
