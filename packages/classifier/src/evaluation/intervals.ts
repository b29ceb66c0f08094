import { createRandom } from '../linear/random.ts';
import type { Outcome } from './evaluate.ts';

/** A 95 % interval, 0…1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface MetricIntervals {
  readonly microF1: Interval;
  readonly macroF1: Interval;
}

const RESAMPLES = 200;
const OUTSIDE = 0.025;

/** Three numbers for each class: true positives, false positives, false negatives. */
type Counts = Float64Array;

function increase(counts: Counts, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}

function f1(counts: Counts, at: number): number {
  const hits = 2 * (counts[at] as number);
  const all = hits + (counts[at + 1] as number) + (counts[at + 2] as number);
  return all === 0 ? 0 : hits / all;
}

/** The value below which this share of the sorted values lies, without interpolation; 0 when there are none. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] ?? 0;
}

/** The positions in `Counts` that a document increases: 3 · class, plus 0 for a hit, 1 for wrongly predicted, 2 for missed. */
function cellsOf({ expected, predicted }: Outcome): number[] {
  const hitsAndWrong = predicted.map((c) => 3 * c + (expected.includes(c) ? 0 : 1));
  return [...hitsAndWrong, ...expected.filter((c) => !predicted.includes(c)).map((c) => 3 * c + 2)];
}

/** The outcomes of each group, in the order of their first ones. */
function together(outcomes: readonly Outcome[], groups: Int32Array): Outcome[][] {
  const byGroup = new Map<number, Outcome[]>();
  for (const [i, outcome] of outcomes.entries()) {
    const some = byGroup.get(groups[i] as number);
    if (some === undefined) byGroup.set(groups[i] as number, [outcome]);
    else some.push(outcome);
  }
  return [...byGroup.values()];
}

/**
 * The 95 % confidence intervals of micro and macro F1, which are those of `evaluate`. By the bootstrap over documents (Efron
 * 1979), with 200 resamples and the percentile method. The same outcomes and seed give the same intervals.
 * @param groups by outcome: a number that all copies of its text have. They are drawn together, since they say the same.
 *   Undefined: no text has a copy.
 */
export function metricIntervals(
  classCount: number,
  outcomes: readonly Outcome[],
  seed: number,
  groups?: Int32Array,
): MetricIntervals {
  const drawn = groups === undefined ? outcomes.map((outcome) => [outcome]) : together(outcomes, groups);
  const cells = Int32Array.from(drawn.flatMap((some) => some.flatMap(cellsOf)));
  const ends = new Int32Array(drawn.length);
  let end = 0;
  for (const [i, some] of drawn.entries()) {
    for (const outcome of some) end += cellsOf(outcome).length;
    ends[i] = end;
  }
  const random = createRandom(seed);
  const micro = new Float64Array(RESAMPLES);
  const macro = new Float64Array(RESAMPLES);
  for (let r = 0; r < RESAMPLES; r++) {
    const counts = new Float64Array(3 * classCount);
    for (let i = 0; i < ends.length; i++) {
      const one = random() % ends.length;
      const from = one === 0 ? 0 : (ends[one - 1] as number);
      for (let k = from; k < (ends[one] as number); k++) increase(counts, cells[k] as number);
    }
    const pooled = new Float64Array(3);
    let sum = 0;
    for (let c = 0; c < classCount; c++) {
      sum += f1(counts, 3 * c);
      for (let k = 0; k < 3; k++) pooled[k] = (pooled[k] as number) + (counts[3 * c + k] as number);
    }
    micro[r] = f1(pooled, 0);
    macro[r] = classCount === 0 ? 0 : sum / classCount;
  }
  const interval = (values: Float64Array): Interval => {
    const sorted = values.sort();
    return { low: quantile(sorted, OUTSIDE), high: quantile(sorted, 1 - OUTSIDE) };
  };
  return { microF1: interval(micro), macroF1: interval(macro) };
}
