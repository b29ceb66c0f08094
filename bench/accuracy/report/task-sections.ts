import type { Entry, Results } from '../measure/results.ts';
import { peers } from '../peers/peer.ts';
import { tasks } from '../tasks/tasks.ts';
import { megabytes, percent, seconds, table, thousands } from './format.ts';
import { measuredWhen } from './measured-when.ts';
import { microByLanguage, summaryOf } from './summary.ts';

const behind = (value: number | undefined) => (value === undefined ? '' : ` (${value.toFixed(3)})`);

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
  const silent = found.unanswered < 0.005 ? '' : `, no answer to ${percent(found.unanswered)} %`;
  return [
    `${title}${silent}`,
    `${percent(found.micro)}${spread}`,
    percent(found.macro),
    `${found.ece.toFixed(3)}${behind(found.eceByChance)}`,
    found.auroc === undefined ? '' : `${found.auroc.toFixed(3)}${behind(found.aurocByProbability)}`,
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

/** A section for each task: every peer that was asked, with all its figures. */
export function taskSections(results: Results | undefined): string[] {
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
      // A variant of ours that is meant for other tasks is left out. A peer that cannot take part is shown.
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

/** Accuracy by language of the tasks that have many. */
export function languageSection(results: Results | undefined): string[] {
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
