import { exp, ln, sigmoid } from './reference-exp-log.ts';

/**
 * ω(z): the positive solution w of w + ln w = z (Wright omega). Newton on u = ln w, started within 0.1 of the solution;
 * relative error below 1e-12 after four steps.
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
 * Exact maximiser of one document's part of the softmax dual: writes into `next` the p with
 * ln p_k + a·p_k = scores_k + a·previous_k − λ and Σ p = 1, where a = cost · ‖x‖² and λ is found by Newton.
 * Source: stationarity of −½‖W‖² + cost · H(p) in the row's dual variables; p_k = ω(z_k)/a with z_k = b_k + ln a − λ.
 */
export function softmaxStep(scores: Float64Array, previous: Float64Array, a: number, next: Float64Array): void {
  const classes = scores.length;
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < classes; k++) most = Math.max(most, scores[k] as number);
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += exp((scores[k] as number) - most);
  // At the optimum λ is exactly the log of the partition sum, so that is where Newton starts.
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
 * Exact maximiser of one document's part of one binary logistic dual: the p in (0, 1) with
 * logit(p) + a·p = score + a·previous. Newton on u = logit(p) from the side where the function is convex, so that it
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
