import { exp, ln } from '../linear/exp-log.ts';
import type { RawScores } from './raw-scores.ts';

/** Softmax of scores / temperature into `target`. */
export function softmax(scores: ArrayLike<number>, temperature: number, target: Float64Array): void {
  const count = target.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < count; c++) most = Math.max(most, scores[c] as number);
  let sum = 0;
  for (let c = 0; c < count; c++) {
    const e = exp(((scores[c] as number) - most) / temperature);
    target[c] = e;
    sum += e;
  }
  for (let c = 0; c < count; c++) target[c] = (target[c] as number) / sum;
}

/** Mean negative log-likelihood (natural log) of the expected classes at a temperature. */
export function negativeLogLikelihood(raw: RawScores, temperature: number): number {
  let loss = 0;
  for (let row = 0; row < raw.rows; row++) {
    const base = row * raw.classCount;
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < raw.classCount; c++) most = Math.max(most, raw.scores[base + c] as number);
    let sum = 0;
    for (let c = 0; c < raw.classCount; c++) sum += exp(((raw.scores[base + c] as number) - most) / temperature);
    const expected = raw.scores[base + (raw.expected[row]?.[0] ?? 0)] as number;
    loss += ln(sum) - (expected - most) / temperature;
  }
  return raw.rows === 0 ? 0 : loss / raw.rows;
}

/** Minimum of a unimodal function by golden-section search, to `width`. */
export function goldenSection(f: (x: number) => number, low: number, high: number, width: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let c = b - ratio * (b - a);
  let d = a + ratio * (b - a);
  let [fc, fd] = [f(c), f(d)];
  while (b - a > width) {
    if (fc < fd) {
      [b, d, fd] = [d, c, fc];
      c = b - ratio * (b - a);
      fc = f(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + ratio * (b - a);
      fd = f(d);
    }
  }
  return (a + b) / 2;
}

/** Where the temperature of an uncalibrated model usually lies: raw softmax scores are under-confident (measured 0.4–0.7). */
export const PRIOR_TEMPERATURE = 0.5;

// The prior weighs as much as so many documents with a log-temperature spread of 1; keeps few-shot models from extremes.
const PRIOR_WEIGHT = 4;

/**
 * The temperature (Guo et al. 2017) that makes held-out softmax probabilities likeliest, shrunk towards
 * `PRIOR_TEMPERATURE` when there are few documents. 0.05…20.
 */
export function fitTemperature(raw: RawScores): number {
  if (raw.rows === 0 || raw.classCount < 2) return PRIOR_TEMPERATURE;
  const objective = (logTemperature: number) => {
    const distance = logTemperature - ln(PRIOR_TEMPERATURE);
    return raw.rows * negativeLogLikelihood(raw, exp(logTemperature)) + PRIOR_WEIGHT * distance * distance;
  };
  return exp(goldenSection(objective, ln(0.05), ln(20), 1e-3));
}
