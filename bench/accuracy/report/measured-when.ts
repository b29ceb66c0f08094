import type { Entry } from '../measure/results.ts';

/** Days, commits and load averages. */
export function measuredWhen(entries: readonly Pick<Entry, 'date' | 'commit' | 'load'>[]): string {
  const days = [...new Set(entries.map(({ date, commit }) => `${date.slice(0, 10)} at ${commit}`))].join(', ');
  const loads = entries.flatMap(({ load }) => load ?? []);
  if (loads.length === 0) return days;
  return `${days}, load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
}
