import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpeedResults } from '../../speed/speed-results.ts';
import type { Machine } from '../measure/machine.ts';
import { type Entry, type Results, readResults } from '../measure/results.ts';
import { peers } from '../peers/peer.ts';
import { tasks } from '../tasks/tasks.ts';
import { expectations } from './expectations.ts';
import { megabytes, percent, seconds, table, thousands } from './format.ts';
import { microByLanguage, summaryOf } from './summary.ts';

const root = join(import.meta.dirname, '../../..');

const method = `Made by \`npm run bench:accuracy\` and \`npm run bench:speed\`; do not edit. Everybody reads the same files, in
processes of their own with one thread at the lowest priority; scores are judged by one computation. CPU time is user + system: **fit** from
texts in memory to a model in memory (ours includes out-of-fold scores, calibration and, with an encoder, the decision whether to use it;
the others' only what they need to answer), **predict** from texts to probabilities of all classes. Peak memory is the largest resident set of
the fitting and of the predicting process. A peer that needs more than 10 minutes of CPU time for a step is stopped.
Micro-F1 of single-label tasks is the accuracy; macro-F1 is the mean over the classes of the test part; ECE is that of the best class, 15 bins;
behind it stands what a perfectly calibrated model would show on so few texts (as for all figures, the mean over the runs).
Test parts were looked at for these tables only; the peers' settings were fixed on training parts.`;

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

/** Cells of one peer in the table of one task. */
function peerRow(title: string, entry: Entry): string[] {
  const { measured } = entry;
  const empty = (text: string) => [title, text, '', '', '', '', '', '', ''];
  if (measured.state === 'left out') return empty(measured.reason);
  if (measured.state === 'stopped') return empty(`stopped in ${measured.step} after ${measured.cpuSeconds} CPU-s`);
  if (measured.state === 'failed') return empty(`failed in ${measured.step}`);
  const found = summaryOf(entry);
  if (found === undefined) return empty('');
  const spread = found.deviation === undefined ? '' : ` ± ${percent(found.deviation)}`;
  const memory = `${megabytes(found.fitPeakRss)} / ${megabytes(found.predictPeakRss)}`;
  return [
    title,
    `${percent(found.micro)}${spread}`,
    percent(found.macro),
    found.eceByChance === undefined
      ? found.ece.toFixed(3)
      : `${found.ece.toFixed(3)} (${found.eceByChance.toFixed(3)})`,
    found.auroc === undefined ? '' : found.auroc.toFixed(3),
    seconds(found.fitCpu),
    seconds(found.predictCpu),
    megabytes(found.modelBytes),
    memory,
  ];
}

function encoderLine(entries: Readonly<Record<string, Entry>>): string {
  const measured = entries['taxon-static']?.measured;
  if (measured?.state !== 'measured') return '';
  const used = measured.runs.filter(({ facts }) => facts?.encoderUsed === true).length;
  const given = measured.runs.filter(({ facts }) => facts?.encoder !== undefined).length;
  if (given === 0) return ' No built-in encoder for these languages.';
  return measured.runs.length === 1
    ? ` Encoder ${used === 1 ? 'kept' : 'dropped by cross-validation'}.`
    : ` Encoder kept in ${used} of ${measured.runs.length} models.`;
}

function searchLine(entries: Readonly<Record<string, Entry>>): string {
  const measured = entries['taxon-auto']?.measured;
  if (measured?.state !== 'measured') return '';
  const adopted = measured.runs[0]?.facts?.adopted;
  return ` Search ${adopted === undefined ? 'changed nothing' : `adopted ${adopted}`}.`;
}

/** Days, commits and load averages. */
function measuredWhen(entries: readonly Pick<Entry, 'date' | 'commit' | 'load'>[]): string {
  const days = [...new Set(entries.map(({ date, commit }) => `${date.slice(0, 10)} at ${commit}`))].join(', ');
  const loads = entries.flatMap(({ load }) => load ?? []);
  if (loads.length === 0) return days;
  return `${days}, load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
}

function taskSections(results: Results | undefined): string[] {
  const head = [
    '',
    'micro-F1',
    'macro-F1',
    'ECE',
    'AUROC',
    'fit CPU-s',
    'predict CPU-s',
    'model MB',
    'peak MB fit / predict',
  ];
  return tasks.flatMap((task) => {
    const entries = results?.tasks[task.name];
    if (entries === undefined) return [];
    const known = peers.flatMap(({ name, title }) =>
      // A variant of ours that is meant for other tasks is no news; a peer that cannot take part is.
      entries[name] === undefined || (name.startsWith('taxon') && entries[name].measured.state === 'left out')
        ? []
        : [{ title, entry: entries[name] }],
    );
    const first = known[0]?.entry;
    if (first === undefined) return [];
    const runs = first.measured.state === 'measured' ? first.measured.runs.length : 1;
    const size = `${thousands(first.trainDocuments / runs)} training and ${thousands(first.testDocuments / runs)} test texts${runs > 1 ? ` a run, ${runs} runs` : ''}, ${first.classes} classes.`;
    const dates = measuredWhen(known.map(({ entry }) => entry));
    const note = task.note === undefined ? '' : ` ${task.note}`;
    return [
      `### ${task.title}\n\n\`${task.name}\`: ${size}${note}${encoderLine(entries)}${searchLine(entries)} Measured ${dates}.`,
      table(
        head,
        known.map(({ title, entry }) => peerRow(title, entry)),
      ),
    ];
  });
}

function languageSection(results: Results | undefined): string[] {
  const names = ['sib200', 'sib200-10shot', 'sib200-from-english'];
  const columns = names.flatMap((task) =>
    ['taxon-sparse', 'taxon-static', 'sklearn-lbfgs'].map((peer) => ({ task, peer })),
  );
  const values = columns.map(({ task, peer }) => microByLanguage(results?.tasks[task]?.[peer]));
  const languages = [...new Set(values.flatMap((one) => [...one.keys()]))];
  if (languages.length === 0) return [];
  const head = ['', ...columns.map(({ task, peer }) => `${task.replace('sib200', '701').replace('701-', '')} ${peer}`)];
  return [
    '### SIB-200 by language',
    table(
      head,
      languages.map((language) => [language, ...values.map((one) => percent(one.get(language)))]),
    ),
  ];
}

function speedSections(speed: SpeedResults | undefined): string[] {
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
    const first = Object.values(entries)[0];
    const when = `Median of ${first?.repeats ?? 0} processes, ${measuredWhen(Object.values(entries))}.`;
    return [`### ${measurement}\n\n${when}`, table(['', ...names.map(label)], rows)];
  });
}

/** Writes docs/benchmarks.md from the committed results of both benches; says nothing that was not measured. */
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
