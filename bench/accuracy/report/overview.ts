import type { Results } from '../measure/results.ts';
import { tasks } from '../tasks/tasks.ts';
import { bestPeer } from './best-peer.ts';
import { percent, seconds, table, thousands } from './format.ts';
import { summaryAt } from './summary.ts';

const OWN = 'taxon-static';
const SPARSE = 'taxon-sparse';
const SKIPPED = ['banking77-10shot-shipped', 'banking77-5shot-shipped'];

const times = (value: number) => `${value >= 10 ? value.toFixed(0) : value.toFixed(1)}×`;

/** The page in one table: our classifier without a search for settings beside the most accurate other classifier. */
export function overview(results: Results | undefined): string[] {
  const rows = tasks.flatMap(({ name, title, kind, group }) => {
    const own = summaryAt(results, name, OWN);
    const best = bestPeer(results, name);
    if (group === 'out-of-scope' || SKIPPED.includes(name) || own === undefined || best === undefined) return [];
    const entry = results?.tasks[name]?.[OWN];
    const runs = entry?.measured.state === 'measured' ? entry.measured.runs.length : 1;
    const ahead = Math.round(1000 * (own.micro - best.found.micro)) / 10;
    return [
      [
        `${title}${kind === 'multi' ? ' (multi-label)' : ''}`,
        thousands((entry?.trainDocuments ?? 0) / runs),
        percent(own.micro),
        own.ece.toFixed(3),
        seconds(own.fitCpu),
        percent(summaryAt(results, name, SPARSE)?.micro),
        best.short,
        percent(best.found.micro),
        best.found.ece.toFixed(3),
        seconds(best.found.fitCpu),
        `${ahead < 0 ? '−' : ahead > 0 ? '+' : ''}${Math.abs(ahead).toFixed(1)}`,
        times(best.found.fitCpu / own.fitCpu),
      ],
    ];
  });
  if (rows.length === 0) return [];
  const head = [
    '',
    'texts learned',
    'Taxon',
    'ECE',
    'fit s',
    'sparse alone',
    'best peer',
    'its accuracy',
    'its ECE',
    'its fit s',
  ];
  return [
    '## In short',
    table([...head, 'points ahead', 'fits faster'], rows),
    `Taxon with its built-in encoder and its first settings beside the most accurate of the other classifiers on each set
(each set has its own). Accuracy in per cent (multi-label: micro-F1) on texts that were not learned. **ECE**, the expected calibration error,
says how far a score of 0.9 is from being right nine times in ten: 0 is perfect. **fit s** are seconds of CPU time from texts to a model; ours
include cross-validation and calibration. The encoder knows words from elsewhere, which none of the others does; **sparse alone** is
Taxon without it, learning from the same texts and features as scikit-learn. All figures of all peers follow below.`,
  ];
}
