import type { MeasuredRun, MeasuredTest } from '../measure/measure-peer.ts';
import type { Entry, Results } from '../measure/results.ts';

/** One peer on one task, over all runs and test parts. Shares are 0…1, times are seconds for each run. */
export interface Summary {
  readonly micro: number;
  readonly macro: number;
  readonly ece: number;
  /** The calibration error that a perfectly calibrated model would have on so few texts. */
  readonly eceByChance: number | undefined;
  readonly auroc: number | undefined;
  /** By the largest probability, where `auroc` is by raw score. */
  readonly aurocByProbability: number | undefined;
  /** Share of texts without any answer. */
  readonly unanswered: number;
  /** Over the runs, where there are several. */
  readonly deviation: number | undefined;
  /** Of `micro`: from the draws where there are several, else from the size of the test part. */
  readonly standardError: number;
  readonly fitCpu: number;
  readonly predictCpu: number;
  readonly modelBytes: number;
  readonly fitPeakRss: number;
  readonly predictPeakRss: number;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((total, one) => total + one, 0) / Math.max(1, values.length);

function deviationOf(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((total, one) => total + (one - middle) ** 2, 0) / Math.max(1, values.length - 1));
}

const testsMean = (run: MeasuredRun, pick: (one: MeasuredTest) => number) => mean(run.tests.map(pick));

/** Undefined unless measured. */
export function summaryOf(entry: Entry | undefined): Summary | undefined {
  if (entry?.measured.state !== 'measured') return undefined;
  const { runs, fitPeakRss, predictPeakRss } = entry.measured;
  const over = (pick: (one: MeasuredTest) => number) => mean(runs.map((run) => testsMean(run, pick)));
  const tests = runs.flatMap((run) => run.tests);
  // Draws share a test part, so their spread says more than the size of that part. Languages do not share one.
  const draws = runs.length > 1 && runs.every(({ name }) => name.startsWith('draw '));
  const deviation = draws ? deviationOf(runs.map((run) => testsMean(run, (one) => one.microF1))) : undefined;
  const bySize = Math.sqrt(tests.reduce((total, one) => total + one.standardError ** 2, 0)) / Math.max(1, tests.length);
  return {
    micro: over((one) => one.microF1),
    macro: over((one) => one.macroF1),
    ece: over((one) => one.ece),
    eceByChance: tests.every((one) => one.eceByChance !== undefined) ? over((one) => one.eceByChance ?? 0) : undefined,
    auroc: tests.every(({ auroc }) => auroc !== undefined) ? over((one) => one.auroc ?? 0) : undefined,
    aurocByProbability: tests.every(({ aurocByProbability }) => aurocByProbability !== undefined)
      ? over((one) => one.aurocByProbability ?? 0)
      : undefined,
    unanswered: over((one) => one.unanswered ?? 0),
    deviation,
    standardError: deviation === undefined ? bySize : deviation / Math.sqrt(runs.length),
    fitCpu: mean(runs.map((run) => run.fitCpu)),
    predictCpu: mean(runs.map((run) => run.predictCpu)),
    modelBytes: mean(runs.map((run) => run.modelBytes)),
    fitPeakRss,
    predictPeakRss,
  };
}

export function summaryAt(results: Results | undefined, task: string, peer: string): Summary | undefined {
  return summaryOf(results?.tasks[task]?.[peer]);
}

/** Mean accuracy by language: the first word of the run's name, or of the test part's name if one model serves all. */
export function microByLanguage(entry: Entry | undefined): Map<string, number> {
  const values = new Map<string, number[]>();
  if (entry?.measured.state !== 'measured') return new Map();
  for (const run of entry.measured.runs) {
    for (const test of run.tests) values.set(test.name, [...(values.get(test.name) ?? []), test.microF1]);
  }
  return new Map([...values].map(([language, all]) => [language, mean(all)]));
}
