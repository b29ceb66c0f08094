import { join } from 'node:path';
import type { SpeedResults } from '../../speed/speed-results.ts';
import { type Results, readResults } from '../measure/results.ts';
import { type Expectation, notMeasured } from './expectation.ts';
import { thousands } from './format.ts';

const DEFAULT = 'taxon-static';
const SPARSE = 'taxon-sparse';

interface FitTimes {
  readonly fitCpu: number;
  readonly extractCpu?: number;
  readonly learnCpu?: number;
  /** The figure is the median of this many processes. */
  readonly repeats: number;
}

/** The figure of bench:speed, or else of the one fit of bench:accuracy. */
function fitTimes(results: Results | undefined, speed: SpeedResults | undefined, peer: string): FitTimes | undefined {
  const repeated = speed?.entries['fit banking77']?.[peer];
  if (repeated?.state === 'measured') {
    return { fitCpu: 0, ...repeated.figures, repeats: repeated.repeats };
  }
  const measured = results?.tasks.banking77?.[peer]?.measured;
  const run = measured?.state === 'measured' ? measured.runs[0] : undefined;
  return run === undefined ? undefined : { ...run, repeats: 1 };
}

/**
 * Our fit against those of others on Banking77. Against scikit-learn, both sides count learning alone. fastText reads
 * and learns in one step, so against it our side counts extraction too. Neither counts our cross-validation and
 * calibration, because the others have none.
 */
export function ratios(results: Results | undefined, speed: SpeedResults | undefined): Expectation[] {
  return [
    { peer: 'sklearn-lbfgs', times: 60 },
    { peer: 'sklearn-liblinear', times: 30 },
    { peer: 'fasttext', times: 20 },
  ].map(({ peer, times }) => {
    const what = `Banking77 fit against ${peer}, CPU time`;
    const own = fitTimes(results, speed, SPARSE);
    const other = fitTimes(results, speed, peer);
    if (own?.learnCpu === undefined || other === undefined) return notMeasured(what, `${times}×`);
    const theirs = other.fitCpu - (other.extractCpu ?? 0);
    const ours = own.learnCpu + (other.extractCpu === undefined ? (own.extractCpu ?? 0) : 0);
    const alone = theirs / ours;
    const repeats = Math.min(own.repeats, other.repeats);
    const of = repeats === 1 ? 'one fit' : `median of ${repeats}`;
    return {
      what,
      atLeast: `${times}×`,
      measured: `${alone.toFixed(1)}× (${theirs.toFixed(1)} s against ${ours.toFixed(2)} s, ${of}); ${(other.fitCpu / own.fitCpu).toFixed(1)}× with our cross-validation and calibration`,
      verdict: alone >= times ? 'met' : `${(times / alone).toFixed(1)}× off`,
    };
  });
}

interface SpeedAim {
  readonly what: string;
  readonly at: readonly [measurement: string, peer: string];
  readonly figure: string;
  readonly bound: number;
  readonly unit: string;
}

const speedAims: readonly SpeedAim[] = [
  {
    what: 'retrain Banking77 with out-of-fold, calibration, evaluation, sparse',
    at: ['retrain', SPARSE],
    figure: 'cpu',
    bound: 1.5,
    unit: 'CPU-s',
  },
  { what: 'the same with the encoder', at: ['retrain', DEFAULT], figure: 'cpu', bound: 3, unit: 'CPU-s' },
  {
    what: '12.8 M characters, 4 classes, train end to end',
    at: ['characters', SPARSE],
    figure: 'cpu',
    bound: 10,
    unit: 'CPU-s',
  },
  { what: '… peak memory', at: ['characters', SPARSE], figure: 'peakRss', bound: 1e9, unit: 'bytes' },
  { what: '12.8 M characters, with the encoder', at: ['characters', DEFAULT], figure: 'cpu', bound: 10, unit: 'CPU-s' },
  { what: '… peak memory', at: ['characters', DEFAULT], figure: 'peakRss', bound: 1e9, unit: 'bytes' },
  {
    what: 'open a Banking77 model, without its encoder',
    at: ['retrain', SPARSE],
    figure: 'openMilliseconds',
    bound: 20,
    unit: 'ms',
  },
  {
    what: 'normalise and tokenize, one thread',
    at: ['features', SPARSE],
    figure: 'tokenizedCharactersPerSecond',
    bound: 50e6,
    unit: 'characters/s',
  },
  {
    what: 'short texts to sparse features, one thread',
    at: ['features', SPARSE],
    figure: 'transformedPerSecond',
    bound: 100_000,
    unit: 'texts/s',
  },
  {
    what: 'short texts to vectors of the built-in encoder, one thread',
    at: ['features', DEFAULT],
    figure: 'embeddedPerSecond',
    bound: 20_000,
    unit: 'texts/s',
  },
  {
    what: 'classify in process, one thread, sparse',
    at: ['throughput', SPARSE],
    figure: 'textsPerSecond',
    bound: 100_000,
    unit: 'texts/s',
  },
  {
    what: 'the same with the encoder',
    at: ['throughput', DEFAULT],
    figure: 'textsPerSecond',
    bound: 15_000,
    unit: 'texts/s',
  },
  {
    what: 'one labelled document added to 10,000: live model ready',
    at: ['live', DEFAULT],
    figure: 'cpu',
    bound: 0.3,
    unit: 'CPU-s',
  },
];

export function speeds(speed: SpeedResults | undefined): Expectation[] {
  return speedAims.map(({ what, at: [measurement, peer], figure, bound, unit }) => {
    const faster = unit.endsWith('/s');
    const shown = (value: number) => (value >= 1000 ? thousands(value) : `${Number(value.toPrecision(3))}`);
    const atLeast = `${faster ? '≥' : '≤'} ${shown(bound)} ${unit}`;
    const value = speed?.entries[measurement]?.[peer]?.figures[figure];
    if (value === undefined) return notMeasured(what, atLeast);
    const met = faster ? value >= bound : value <= bound;
    return {
      what,
      atLeast,
      measured: shown(value),
      verdict: met ? 'met' : `${(faster ? bound / value : value / bound).toFixed(2)}× off`,
    };
  });
}

interface Baseline {
  readonly measuredAt: string;
  readonly machine: { readonly commit: string };
  readonly medians: Readonly<Record<string, { readonly value: number }>>;
}

// Growth up to this limit counts as none: it may be garbage that is not yet collected.
const FLAT = 0.1;

/** The last figure of `npm run bench`, which keeps it in bench/baseline.json. */
export function stream(): Expectation {
  const what = 'NDJSON stream over HTTP, 1,000,000 short texts, 4 classes';
  const atLeast = '≥ 20,000 texts/s, RSS flat';
  const baseline = readResults<Baseline>(join(import.meta.dirname, '../../baseline.json'));
  const rate = baseline?.medians['stream of 1000000 texts, JSON lines']?.value;
  const growth = baseline?.medians['stream, JSON lines, RSS growth']?.value;
  const memory = baseline?.medians['stream, JSON lines, server RSS']?.value;
  if (baseline === undefined || rate === undefined || growth === undefined || memory === undefined) {
    return notMeasured(what, atLeast, 'not in the baseline of npm run bench');
  }
  const when = `${baseline.measuredAt.slice(0, 10)} at ${baseline.machine.commit}`;
  const measured = `${thousands(rate)} texts/s, RSS ${memory} MB, growth from the second third to the last ${growth} MB (${when})`;
  const flat = growth <= FLAT * memory;
  const slow = rate >= 20_000 ? '' : `${(20_000 / rate).toFixed(2)}× off`;
  const grown = flat ? '' : 'RSS not flat';
  return { what, atLeast, measured, verdict: [slow, grown].filter((one) => one !== '').join(', ') || 'met' };
}
