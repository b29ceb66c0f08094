import { sigmoid } from '../linear/exp-log.ts';
import type { RawScores } from './raw-scores.ts';

/** Probability of a class = sigmoid(slope · score + offset), one pair for all classes of a model. */
export interface Platt {
  readonly slope: number;
  readonly offset: number;
}

const PRIOR_WEIGHT = 4;

/**
 * Platt scaling (Platt 1999) over all pairs of held-out document and class, by Newton's method on slope and offset with
 * a Gaussian prior that only matters when there are few documents.
 */
export function fitPlatt(raw: RawScores, prior: Platt): Platt {
  let { slope, offset } = prior;
  if (raw.rows === 0) return prior;
  const positives = new Uint8Array(raw.rows * raw.classCount);
  for (const [row, classes] of raw.expected.entries())
    for (const one of classes) positives[row * raw.classCount + one] = 1;
  for (let step = 0; step < 50; step++) {
    let [gs, go] = [PRIOR_WEIGHT * (slope - prior.slope), PRIOR_WEIGHT * (offset - prior.offset)];
    let [hss, hso, hoo] = [PRIOR_WEIGHT, 0, PRIOR_WEIGHT];
    for (let k = 0; k < positives.length; k++) {
      const s = raw.scores[k] as number;
      const p = sigmoid(slope * s + offset);
      const error = p - (positives[k] as number);
      const h = Math.max(p * (1 - p), 1e-9);
      gs += error * s;
      go += error;
      hss += h * s * s;
      hso += h * s;
      hoo += h;
    }
    const determinant = hss * hoo - hso * hso;
    // Steps of more than 1 are cut: far from the optimum the curvature promises too much.
    const limit = (x: number) => Math.max(-1, Math.min(1, x));
    const ds = limit((hoo * gs - hso * go) / determinant);
    const dO = limit((hss * go - hso * gs) / determinant);
    slope = Math.max(0.05, slope - ds);
    offset -= dO;
    if (Math.abs(ds) + Math.abs(dO) < 1e-7) break;
  }
  return { slope, offset };
}
