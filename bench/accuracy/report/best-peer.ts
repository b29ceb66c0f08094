import type { Results } from '../measure/results.ts';
import { peers } from '../peers/peer.ts';
import { type Summary, summaryAt } from './summary.ts';

export interface BestPeer {
  readonly name: string;
  readonly short: string;
  readonly found: Summary;
  /** Peers that gave a figure on this task. */
  readonly ran: number;
  /** Peers that took more than ten minutes. */
  readonly stopped: number;
}

/** The most accurate classifier on a task that is not ours; undefined when none was measured. */
export function bestPeer(results: Results | undefined, task: string): BestPeer | undefined {
  const all = peers
    .filter(({ name }) => !name.startsWith('taxon'))
    .flatMap(({ name, short }) => {
      const found = summaryAt(results, task, name);
      return found === undefined ? [] : [{ name, short, found }];
    });
  const entries = Object.values(results?.tasks[task] ?? {});
  const stopped = entries.filter(({ measured }) => measured.state === 'stopped').length;
  const [best] = all.sort((a, b) => b.found.micro - a.found.micro);
  return best === undefined ? undefined : { ...best, ran: all.length, stopped };
}
