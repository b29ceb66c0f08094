import type { Machine } from '../accuracy/measure/machine.ts';

/** Median over `repeats` processes of each figure; seconds are CPU seconds unless the name says `wall`. */
export interface SpeedEntry {
  readonly date: string;
  readonly commit: string;
  /** As in the results of bench:accuracy. */
  readonly load?: number;
  readonly repeats: number;
  readonly state: 'measured' | 'stopped' | 'failed' | 'left out';
  readonly reason?: string;
  readonly versions?: Readonly<Record<string, string>>;
  readonly figures: Readonly<Record<string, number>>;
}

export interface SpeedResults {
  readonly machine: Machine;
  /** By measurement (`fit banking77`, `fit ag_news`, `retrain`, `characters`, `features`, `throughput`) and peer. */
  readonly entries: Readonly<Record<string, Readonly<Record<string, SpeedEntry>>>>;
}

export function mergeSpeed(
  old: SpeedResults | undefined,
  machine: Machine,
  measurement: string,
  peer: string,
  entry: SpeedEntry,
): SpeedResults {
  const same = old?.machine.processor === machine.processor && old.machine.cores === machine.cores;
  const entries = same ? old.entries : {};
  return { machine, entries: { ...entries, [measurement]: { ...entries[measurement], [peer]: entry } } };
}

/** The median of each figure over several answers. */
export function medians(answers: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(answers[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const values = answers.map((one) => one[name] ?? 0).sort((a, b) => a - b);
      return [name, values[Math.floor(values.length / 2)] ?? 0];
    }),
  );
}
