import { expEach, expRoom } from '../linear/exp-log.ts';
import type { RawScores } from './raw-scores.ts';

// An exponent whose power is 0.
const NOTHING = -1000;

/** Softmax of scores / temperature into `target`. */
export function softmax(scores: ArrayLike<number>, temperature: number, target: Float64Array): void {
  const count = target.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < count; c++) most = Math.max(most, scores[c] as number);
  const room = expRoom(count);
  for (let c = 0; c < count; c++) {
    const distance = ((scores[c] as number) - most) / temperature;
    // e^−30 is nothing beside the 1 of the best class.
    room[c] = distance < -30 ? NOTHING : distance;
  }
  expEach(count);
  let sum = 0;
  for (let c = 0; c < count; c++) sum += room[c] as number;
  for (let c = 0; c < count; c++) target[c] = (room[c] as number) / sum;
}

/** What is believed of the temperature before any document was held out. */
export interface TemperaturePrior {
  readonly temperature: number;
}

// The prior weighs as much as so many documents: measured over 24 few-shot settings, 4 gives a mean calibration error of
// .083, 15 of .079, 60 of .083.
const PRIOR_WEIGHT = 15;

interface Slope {
  readonly first: number;
  readonly second: number;
}

/** First and second derivative of the summed negative log-likelihood in the inverse temperature β. */
export function likelihoodSlope(raw: RawScores, beta: number): Slope {
  const { rows, classCount, scores, expected } = raw;
  const room = expRoom(classCount);
  let first = 0;
  let second = 0;
  for (let row = 0; row < rows; row++) {
    const base = row * classCount;
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classCount; c++) most = Math.max(most, scores[base + c] as number);
    for (let c = 0; c < classCount; c++) {
      const exponent = ((scores[base + c] as number) - most) * beta;
      // Below e^−20 nothing changes that a temperature could show.
      room[c] = exponent < -20 ? NOTHING : exponent;
    }
    expEach(classCount);
    let sum = 0;
    let mean = 0;
    let square = 0;
    for (let c = 0; c < classCount; c++) {
      const s = (scores[base + c] as number) - most;
      const e = room[c] as number;
      sum += e;
      mean += e * s;
      square += e * s * s;
    }
    mean /= sum;
    first += mean - ((scores[base + (expected[row]?.[0] ?? 0)] as number) - most);
    second += square / sum - mean * mean;
  }
  return { first, second };
}

/**
 * The temperature (Guo et al. 2017) that makes held-out softmax probabilities likeliest, shrunk towards the prior when
 * there are few documents: Newton on β = 1/T, in which the objective is convex. 0.02…20.
 */
export function fitTemperature(raw: RawScores, prior: TemperaturePrior): number {
  if (raw.rows === 0 || raw.classCount < 2) return prior.temperature;
  const center = 1 / prior.temperature;
  // Relative distance counts: (β/center − 1)² · weight / 2.
  const stiffness = PRIOR_WEIGHT / (center * center);
  let beta = center;
  for (let step = 0; step < 30; step++) {
    const { first, second } = likelihoodSlope(raw, beta);
    const change = (first + stiffness * (beta - center)) / (second + stiffness);
    const next = Math.min(50, Math.max(0.05, Math.min(2 * beta, Math.max(beta / 2, beta - change))));
    const moved = Math.abs(next - beta);
    beta = next;
    if (moved < 1e-4 * beta) break;
  }
  return 1 / beta;
}
