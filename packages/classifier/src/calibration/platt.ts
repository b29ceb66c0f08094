import { expEach, expRoom, ln } from '../linear/exp-log.ts';
import type { RawScores } from './raw-scores.ts';

/** Probability of a class = sigmoid(slope · score + offset), one pair for all classes of a model. */
export interface Platt {
  readonly slope: number;
  readonly offset: number;
}

const PRIOR_WEIGHT = 4;

// Exponentials made at once.
const CHUNK = 256;

interface Curvature {
  readonly loss: number;
  readonly slope1: number;
  readonly offset1: number;
  readonly slope2: number;
  readonly mixed: number;
  readonly offset2: number;
}

/** Objective (negative log-likelihood plus prior) with its first and second derivatives. */
function curvature(raw: RawScores, positives: Uint8Array, at: Platt, prior: Platt): Curvature {
  const ds = at.slope - prior.slope;
  const dt = at.offset - prior.offset;
  let loss = (PRIOR_WEIGHT / 2) * (ds * ds + dt * dt);
  let slope1 = PRIOR_WEIGHT * ds;
  let offset1 = PRIOR_WEIGHT * dt;
  let slope2 = PRIOR_WEIGHT;
  let mixed = 0;
  let offset2 = PRIOR_WEIGHT;
  const room = expRoom(CHUNK);
  for (let k = 0; k < positives.length; k++) {
    if (k % CHUNK === 0) {
      const count = Math.min(CHUNK, positives.length - k);
      // e^−|z| gives probability and loss without overflow.
      for (let i = 0; i < count; i++) room[i] = -Math.abs(at.slope * (raw.scores[k + i] as number) + at.offset);
      expEach(count);
    }
    const s = raw.scores[k] as number;
    const z = at.slope * s + at.offset;
    const e = room[k % CHUNK] as number;
    const p = z > 0 ? 1 / (1 + e) : e / (1 + e);
    const y = positives[k] as number;
    loss += ln(1 + e) + (z > 0 ? z * (1 - y) : -z * y);
    const error = p - y;
    const h = p * (1 - p);
    slope1 += error * s;
    offset1 += error;
    slope2 += h * s * s;
    mixed += h * s;
    offset2 += h;
  }
  return { loss, slope1, offset1, slope2, mixed, offset2 };
}

/**
 * Platt scaling (Platt 1999) over all pairs of held-out document and class, by Newton's method with halved steps where
 * the objective would rise, and a Gaussian prior that only matters when there are few documents.
 */
export function fitPlatt(raw: RawScores, prior: Platt): Platt {
  if (raw.rows === 0) return prior;
  const positives = new Uint8Array(raw.rows * raw.classCount);
  for (const [row, classes] of raw.expected.entries()) {
    for (const one of classes) positives[row * raw.classCount + one] = 1;
  }
  let at = prior;
  let here = curvature(raw, positives, at, prior);
  for (let round = 0; round < 25; round++) {
    const determinant = here.slope2 * here.offset2 - here.mixed * here.mixed;
    const slopeStep = (here.offset2 * here.slope1 - here.mixed * here.offset1) / determinant;
    const offsetStep = (here.slope2 * here.offset1 - here.mixed * here.slope1) / determinant;
    let share = 1;
    let next = at;
    let there = here;
    for (let halving = 0; halving < 12; halving++, share /= 2) {
      next = { slope: Math.max(0.02, at.slope - share * slopeStep), offset: at.offset - share * offsetStep };
      there = curvature(raw, positives, next, prior);
      if (there.loss <= here.loss) break;
    }
    const gained = here.loss - there.loss;
    if (!(gained > 0)) break;
    at = next;
    here = there;
    if (gained < 1e-7 * here.loss) break;
  }
  return at;
}
