import { exp, ln, sigmoid } from './reference-exp-log.ts';

/**
 * The Wright omega function ω(z): the w > 0 with w + ln w = z. Newton's method for u = ln w, from a start with an error below
 * 0.1. After four steps the relative error is below 1e-12.
 */
export function wrightOmega(z: number): number {
  if (z < -20) return exp(z);
  let u = z <= 0 ? z - exp(z) / (1 + exp(z)) : z < 1 ? 0.5671 * (z - 1) : ln(z);
  for (let step = 0; step < 4; step++) {
    const w = exp(u);
    u -= (w + u - z) / (w + 1);
  }
  return exp(u);
}

/**
 * Finds the maximum of the part of the softmax dual that belongs to one document. Writes to `next` the p with
 * ln p_k + a·p_k = scores_k + a·previous_k − λ and Σ p = 1, with a = cost · ‖x‖². Newton's method finds λ.
 *
 * The condition says that −½‖W‖² + cost · H(p) is stationary in the dual variables of the row. With
 * b_k = scores_k + a·previous_k and z_k = b_k + ln a − λ, its solution is p_k = ω(z_k) / a.
 */
export function softmaxStep(scores: Float64Array, previous: Float64Array, a: number, next: Float64Array): void {
  const classes = scores.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < classes; k++) most = Math.max(most, scores[k] as number);
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += exp((scores[k] as number) - most);
  // At the optimum λ is the logarithm of the partition sum, so Newton's method starts there.
  let shift = ln(a) - (most + ln(sum));
  let total = 0;
  for (let round = 0; round < 30; round++) {
    total = 0;
    let slope = 0;
    for (let k = 0; k < classes; k++) {
      const w = wrightOmega((scores[k] as number) + a * (previous[k] as number) + shift);
      next[k] = w;
      total += w;
      slope += w / (1 + w);
    }
    if (Math.abs(total - a) < 1e-7 * a) break;
    shift += (a - total) / slope;
  }
  for (let k = 0; k < classes; k++) next[k] = (next[k] as number) / total;
}

/**
 * Finds the maximum of the part of one binary logistic dual that belongs to one document: the p in (0, 1) with
 * logit(p) + a·p = score + a·previous. Newton's method for u = logit(p) starts on the side where the function is convex, so it
 * cannot overshoot.
 */
export function logisticStep(score: number, previous: number, a: number): number {
  const z = score + a * previous;
  const mirrored = z > a / 2;
  const target = mirrored ? a - z : z;
  let u = Math.min(target, 0);
  for (let step = 0; step < 12; step++) {
    const p = sigmoid(u);
    const change = (u + a * p - target) / (1 + a * p * (1 - p));
    u -= change;
    if (Math.abs(change) < 1e-9) break;
  }
  return mirrored ? sigmoid(-u) : sigmoid(u);
}
