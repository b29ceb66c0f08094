import { expBuffer, expEach, ln } from '../linear/exp-log.ts';
import type { Platt, PlattLines } from './platt.ts';
import type { RawScores } from './raw-scores.ts';

/**
 * How far the lines of the classes lie from their mean, as standard deviations. Slopes: this share of the prior's slope.
 * Offsets: so many log odds. On Reuters, NLU++ and cooking tags the slopes spread by .15 to .35 and the offsets by .7 to 2.2.
 * With .5 and 2, or with spreads that are estimated together with the lines, calibration errors change by less than .001.
 */
const SLOPE_SPREAD = 0.3;
const OFFSET_SPREAD = 1;

const LEAST_SLOPE = 0.02;
// 8 to 15 are enough; 45 when classes exclude each other and the start is 6 log odds away.
const MOST_EVALUATIONS = 50;

// So many factors of at most 2 are multiplied before the logarithm is taken. 2^500 is far below the largest double, 2^1024.
const FACTORS = 500;

/** How many sums over the documents each class has: error · (score, 1) and curvature · (score², score, 1). */
const SUMS = 5;

interface Evaluated {
  readonly loss: number;
  /** classCount × SUMS numbers. */
  readonly sums: Float64Array;
}

interface Problem {
  readonly raw: RawScores;
  readonly positives: Uint8Array;
  readonly anyClass: boolean;
}

/** The negative log-likelihood of the held-out documents. By class: its first derivatives, and a bound of the second ones. */
function evaluateLines({ raw, positives, anyClass }: Problem, lines: Float64Array): Evaluated {
  const { classCount, rows, scores } = raw;
  const sums = new Float64Array(classCount * SUMS);
  const p = new Float64Array(classCount);
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const base = row * classCount;
    const buffer = expBuffer(classCount);
    for (let c = 0; c < classCount; c++) {
      const z = (lines[2 * c] as number) * (scores[base + c] as number) + (lines[2 * c + 1] as number);
      p[c] = z;
      buffer[c] = -Math.abs(z);
    }
    expEach(classCount);
    let any = 0;
    let factors = 1;
    for (let c = 0; c < classCount; c++) {
      const z = p[c] as number;
      const e = buffer[c] as number;
      // ln(1 + e^z) = max(0, z) + ln(1 + e^−|z|)
      loss += Math.max(z, 0) - (positives[base + c] === 1 ? z : 0);
      factors *= 1 + e;
      if (c % FACTORS === FACTORS - 1) {
        loss += ln(factors);
        factors = 1;
      }
      const one = z >= 0 ? 1 / (1 + e) : e / (1 + e);
      p[c] = one;
      any += one - any * one;
    }
    loss += ln(factors);
    if (any === 0) continue;
    if (anyClass) loss += ln(any);
    addRow(sums, { p, any: anyClass ? any : 1, none: anyClass ? 1 - any : 0, positives, scores, base });
  }
  return { loss, sums };
}

interface ScoredRow {
  readonly p: Float64Array;
  /** What probabilities are divided by: the probability of any class, or 1. */
  readonly any: number;
  /** The probability of no class, or 0. */
  readonly none: number;
  readonly positives: Uint8Array;
  readonly scores: Float32Array;
  readonly base: number;
}

/**
 * Adds a document to the sums. Given that it has any class at all, its classes depend on each other:
 * cov(c, k) = −p̃_c p̃_k · none. Newton's step looks at each class by itself. To stay safe, it takes as curvature the diagonal
 * plus the sum of these terms of the row (Gershgorin).
 */
function addRow(sums: Float64Array, { p, any, none, positives, scores, base }: ScoredRow): void {
  let total = 0;
  for (let c = 0; c < p.length; c++) total += (p[c] as number) / any;
  for (let c = 0; c < p.length; c++) {
    const s = scores[base + c] as number;
    const own = Math.min(1, (p[c] as number) / any);
    const error = own - (positives[base + c] as number);
    const h = own * (1 - own) + none * own * (total - own);
    const at = c * SUMS;
    sums[at] = (sums[at] as number) + error * s;
    sums[at + 1] = (sums[at + 1] as number) + error;
    sums[at + 2] = (sums[at + 2] as number) + h * s * s;
    sums[at + 3] = (sums[at + 3] as number) + h * s;
    sums[at + 4] = (sums[at + 4] as number) + h;
  }
}

/** How strongly the lines are held to their mean: 1 / variance. */
interface Spread {
  readonly slope: number;
  readonly offset: number;
}

/** The negative logarithm of the normal prior of all lines, without its constant. */
function penalty(lines: Float64Array, mean: Platt, spread: Spread): number {
  let sum = 0;
  for (let k = 0; k < lines.length; k += 2) {
    const a = (lines[k] as number) - mean.slope;
    const b = (lines[k + 1] as number) - mean.offset;
    sum += (spread.slope * a * a + spread.offset * b * b) / 2;
  }
  return sum;
}

/** Newton's step of each class. The new lines lie between `lines` and `lines − step`. */
function newtonStep(lines: Float64Array, { sums }: Evaluated, mean: Platt, spread: Spread): Float64Array {
  const step = new Float64Array(lines.length);
  for (let c = 0; 2 * c < lines.length; c++) {
    const at = c * SUMS;
    const slope1 = (sums[at] as number) + spread.slope * ((lines[2 * c] as number) - mean.slope);
    const offset1 = (sums[at + 1] as number) + spread.offset * ((lines[2 * c + 1] as number) - mean.offset);
    const slope2 = (sums[at + 2] as number) + spread.slope;
    const mixed = sums[at + 3] as number;
    const offset2 = (sums[at + 4] as number) + spread.offset;
    const determinant = slope2 * offset2 - mixed * mixed;
    step[2 * c] = (offset2 * slope1 - mixed * offset1) / determinant;
    step[2 * c + 1] = (slope2 * offset1 - mixed * slope1) / determinant;
  }
  return step;
}

/** The mean of the lines. The prior counts as one more class. */
function meanLine(lines: Float64Array, prior: Platt): Platt {
  let { slope, offset } = prior;
  for (let k = 0; k < lines.length; k += 2) {
    slope += lines[k] as number;
    offset += lines[k + 1] as number;
  }
  const count = lines.length / 2 + 1;
  return { slope: slope / count, offset: offset / count };
}

/** Rounds to 6 digits, as the model file keeps them. So the numbers that are judged are those that are used later. */
const short = (x: number) => Number(x.toPrecision(6));

/**
 * Platt scaling (Platt 1999) with a line for each class. The lines are drawn from one normal distribution around a mean,
 * which is estimated together with them (a hierarchical model, Gelman et al. 2013, chapter 5). A class with many held-out
 * documents finds its own line. A class with few stays near the other classes. When there are hardly any documents, all
 * lines stay near the prior.
 *
 * The method is Newton's, class by class. A step that would raise the objective is halved. After each step the mean is
 * computed anew.
 *
 * @param prior where the mean line starts
 * @param anyClass every document has a class: maximises the likelihood under this condition, see `PlattLines`
 */
export function fitPlatt(raw: RawScores, prior: Platt, anyClass: boolean): PlattLines {
  const { classCount, rows } = raw;
  const positives = new Uint8Array(rows * classCount);
  for (const [row, classes] of raw.expected.entries()) {
    for (const one of classes) positives[row * classCount + one] = 1;
  }
  const problem = { raw, positives, anyClass };
  const slopeSpread = SLOPE_SPREAD * prior.slope;
  const spread = { slope: 1 / (slopeSpread * slopeSpread), offset: 1 / (OFFSET_SPREAD * OFFSET_SPREAD) };
  let mean: Platt = prior;
  let lines = Float64Array.from({ length: 2 * classCount }, (_, k) => (k % 2 === 0 ? prior.slope : prior.offset));
  let here = evaluateLines(problem, lines);
  let share = 1;
  for (let evaluations = 1; evaluations < MOST_EVALUATIONS; evaluations++) {
    const step = newtonStep(lines, here, mean, spread);
    const next = lines.map((x, k) => {
      const moved = x - share * (step[k] as number);
      return k % 2 === 0 ? Math.max(LEAST_SLOPE, moved) : moved;
    });
    const there = evaluateLines(problem, next);
    const gained = here.loss + penalty(lines, mean, spread) - there.loss - penalty(next, mean, spread);
    if (!(gained > 0)) {
      share /= 2;
      continue;
    }
    share = 1;
    lines = next;
    here = there;
    mean = meanLine(lines, prior);
    if (gained < 1e-5 * here.loss) break;
  }
  const classes = Array.from({ length: classCount }, (_, c): Platt => {
    return { slope: short(lines[2 * c] as number), offset: short(lines[2 * c + 1] as number) };
  });
  return { slope: short(mean.slope), offset: short(mean.offset), classes, anyClass };
}
