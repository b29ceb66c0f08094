import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpeedResults } from '../../speed/speed-results.ts';
import type { Machine } from '../measure/machine.ts';
import { type Results, readResults } from '../measure/results.ts';
import { expectations } from './expectations.ts';
import { table } from './format.ts';
import { overview } from './overview.ts';
import { speedSections } from './speed-sections.ts';
import { languageSection, taskSections } from './task-sections.ts';

const root = join(import.meta.dirname, '../../..');

const intro =
  'How well and how fast the classifier of Taxon learns, beside others that are free to use. Made by `npm run bench:accuracy` and `npm run bench:speed` ([how](../bench/accuracy/README.md)); do not edit.';

const method = `- **Same data, same judge**: everybody reads the same files, in processes of their own with one thread at low priority;
  accuracy and calibration are computed from everybody's probabilities by the same lines.
- **Same features**: scikit-learn learns from the same two TF-IDF blocks as Taxon does (words 1–2, characters 3–4 within words). fastText, NLP.js
  and natural have their own.
- **Settings from training parts alone**: those of fastText and scikit-learn were chosen on held-out parts of the training texts
  (\`bench/accuracy/peers/choose-*.py\`), NLP.js and natural run with theirs. Test parts were looked at for these tables only.
- **CPU time** is user + system: **fit** from texts in memory to a model in memory (ours includes out-of-fold scores, calibration and, with an
  encoder, the decision whether to use it; the others' only what they need to answer), **predict** from texts to probabilities of all classes.
  Reading libraries, models and the encoder's table from disk is not counted for anybody.
- **Peak memory** is the largest resident set of the fitting and of the predicting process, all runs of a task in it.
- **Ten minutes**: who needs more CPU time than that for fit and predict together is stopped and marked.
- **Micro-F1** of single-label tasks is the accuracy; **macro-F1** is the mean over the classes of the test part. Texts for which NLP.js or
  natural name no class count as wrong.
- **ECE** is that of the best class, 15 bins; behind it stands what a perfectly calibrated model would show on so few texts (as for all
  figures, the mean over the runs).
- **AUROC** tells texts of known classes from others: the others' by their largest probability, Taxon's by the largest raw score, which is what it
  decides on (behind it by the largest probability).`;

function machineLine({ processor, cores, memoryBytes, system, node }: Machine): string {
  return `${processor}, ${cores} cores, ${(memoryBytes / 2 ** 30).toFixed(0)} GiB, ${system}, Node.js ${node}`;
}

function versionsOf(results: Results | undefined): string {
  const versions = new Map<string, string>();
  for (const entry of Object.values(results?.tasks ?? {}).flatMap((task) => Object.values(task))) {
    if (entry.measured.state !== 'measured') continue;
    for (const [name, version] of Object.entries(entry.measured.versions)) versions.set(name, version);
  }
  return [...versions].map(([name, version]) => `${name} ${version}`).join(', ');
}

/** Writes docs/benchmarks.md from the committed results of both benches. Every figure was measured. */
export function writePage(): void {
  const results = readResults<Results>(join(root, 'bench/accuracy/results.json'));
  const speed = readResults<SpeedResults>(join(root, 'bench/speed/results.json'));
  const machine = results?.machine ?? speed?.machine;
  if (machine === undefined) return;
  const rows = expectations(results, speed).map(({ what, atLeast, measured, verdict }) => [
    what,
    atLeast,
    measured,
    verdict,
  ]);
  const parts = [
    '# Benchmarks',
    intro,
    ...overview(results),
    '## How it is measured',
    method,
    `Machine: ${machineLine(machine)}. Other work may have run on it at the same time, which costs CPU time too (shared caches and hyper-threads); compare within a table.`,
    `Versions: ${versionsOf(results)}.`,
    '## What is expected, and what was measured',
    table(['', 'at least', 'measured', 'verdict'], rows),
    'Against the best peer stand the searched settings where they were measured, else the settings used at once; “best of n” says how many peers have been run. Few-shot figures count as met within one standard error.',
    '## Accuracy',
    ...taskSections(results),
    ...languageSection(results),
    '## Speed',
    ...speedSections(speed),
  ];
  mkdirSync(join(root, 'docs'), { recursive: true });
  writeFileSync(join(root, 'docs/benchmarks.md'), `${parts.join('\n\n')}\n`);
}
