import type { SpeedResults } from '../../speed/speed-results.ts';
import { megabytes, table, thousands } from './format.ts';
import { measuredWhen } from './measured-when.ts';

/** A section for each measurement of bench:speed. */
export function speedSections(speed: SpeedResults | undefined): string[] {
  if (speed === undefined) return [];
  return Object.entries(speed.entries).flatMap(([measurement, entries]) => {
    const names = [...new Set(Object.values(entries).flatMap(({ figures }) => Object.keys(figures)))];
    const shown = (name: string, value: number | undefined) => {
      if (value === undefined) return '';
      if (/bytes|rss/i.test(name)) return megabytes(value);
      return value >= 1000 ? thousands(value) : `${Number(value.toPrecision(3))}`;
    };
    const label = (name: string) => (/bytes|rss/i.test(name) ? `${name} (MB)` : name);
    const rows = Object.entries(entries).map(([peer, { state, reason, figures }]) =>
      state === 'measured'
        ? [peer, ...names.map((name) => shown(name, figures[name]))]
        : [peer, `${state} ${reason ?? ''}`, ...names.slice(1).map(() => '')],
    );
    const repeats = [...new Set(Object.values(entries).map((one) => one.repeats))].filter((one) => one > 0);
    const when = `Median of ${repeats.join(' or ')} processes, ${measuredWhen(Object.values(entries))}.`;
    return [`### ${measurement}\n\n${when}`, table(['', ...names.map(label)], rows)];
  });
}
