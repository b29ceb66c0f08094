// Solves the part of the dual problem that belongs to one document, exactly. src/testing/reference-dual-step.ts does the same
// in readable TypeScript.
import { ln } from './exp-log.ts';
import { exp4, max4, omega4, sum4 } from './vector-math.ts';

/**
 * Softmax: writes to `next` the p with ln p + a · p = scores + a · previous − λ and Σ p = 1. Newton's method finds λ. `size` is
 * the size of each array in bytes.
 */
export function softmaxStep(scores: usize, previous: usize, next: usize, a: f32, size: usize): void {
  let most = f32x4.splat(-1e30);
  for (let c: usize = 0; c < size; c += 16) most = f32x4.max(most, v128.load(scores + c));
  const top = max4(most);
  const tops = f32x4.splat(top);
  let sums = f32x4.splat(0);
  for (let c: usize = 0; c < size; c += 16) sums = f32x4.add(sums, exp4(f32x4.sub(v128.load(scores + c), tops)));
  let shift: f32 = <f32>(ln(<f64>a) - (<f64>top + ln(<f64>sum4(sums))));
  let total: f32 = 0;
  const as = f32x4.splat(a);
  const one = f32x4.splat(1);
  for (let round = 0; round < 30; round++) {
    let totals = f32x4.splat(0);
    let slopes = f32x4.splat(0);
    const shifts = f32x4.splat(shift);
    for (let c: usize = 0; c < size; c += 16) {
      const b = f32x4.add(v128.load(scores + c), f32x4.mul(as, v128.load(previous + c)));
      const w = omega4(f32x4.add(b, shifts));
      v128.store(next + c, w);
      totals = f32x4.add(totals, w);
      slopes = f32x4.add(slopes, f32x4.div(w, f32x4.add(w, one)));
    }
    total = sum4(totals);
    if (abs(total - a) < <f32>1e-5 * a) break;
    shift += (a - total) / sum4(slopes);
  }
  const inverse = f32x4.splat(<f32>1 / total);
  for (let c: usize = 0; c < size; c += 16) v128.store(next + c, f32x4.mul(v128.load(next + c), inverse));
}

/**
 * Squared hinge, one-vs-rest. The class has the sign y (1 or −1) and the dual variable α ≥ 0; `held` and `next` have y·α. The
 * closed form is α' = max(0, α + (1 − y·s − α/(2C)) / (q + 1/(2C))), with s the score, C the cost of the row and q the squared
 * norm. On entry `next` has the signs. `size` is the size of each array in bytes.
 */
export function hingeStep(scores: usize, held: usize, next: usize, rowCost: f32, squaredNorm: f32, size: usize): void {
  const half = <f32>0.5 / rowCost;
  const denominator = f32x4.splat(squaredNorm + half);
  for (let c: usize = 0; c < size; c += 16) {
    const sign = v128.load(next + c);
    const alpha = f32x4.mul(sign, v128.load(held + c));
    const margin = f32x4.sub(f32x4.splat(1), f32x4.mul(sign, v128.load(scores + c)));
    const step = f32x4.div(f32x4.sub(margin, f32x4.mul(alpha, f32x4.splat(half))), denominator);
    const moved = f32x4.max(f32x4.add(alpha, step), f32x4.splat(0));
    v128.store(next + c, f32x4.mul(sign, moved));
  }
}
