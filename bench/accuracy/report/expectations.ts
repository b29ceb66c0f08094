import { encoderForLanguages } from '@taxon/classifier';
import type { SpeedResults } from '../../speed/speed-results.ts';
import type { Results } from '../measure/results.ts';
import { tasks } from '../tasks/tasks.ts';
import { bestPeer } from './best-peer.ts';
import { type Expectation, notMeasured } from './expectation.ts';
import { percent } from './format.ts';
import { ratios, speeds, stream } from './speed-expectations.ts';
import { mean, microByLanguage, summaryAt } from './summary.ts';

const DEFAULT = 'taxon-static';
const SPARSE = 'taxon-sparse';
const SEARCHED = 'taxon-auto';

const points = (share: number) => `${(100 * share).toFixed(1)} points`;

/** Compares a peer's accuracy on a task with a percentage. A few-shot task may miss it by one standard error. */
function accuracy(
  results: Results | undefined,
  task: string,
  peer: string,
  atLeast: number,
  what: string,
): Expectation {
  const found = summaryAt(results, task, peer);
  if (found === undefined) return notMeasured(what, `${atLeast}`);
  const slack = task.includes('shot') ? found.standardError : 0;
  const missing = atLeast / 100 - slack - found.micro;
  const spread = found.deviation === undefined ? '' : ` ± ${percent(found.deviation)}`;
  return {
    what,
    atLeast: `${atLeast}`,
    measured: `${percent(found.micro)}${spread}`,
    verdict: missing <= 0 ? 'met' : `${points(atLeast / 100 - found.micro)} below`,
  };
}

function againstPeers(results: Results | undefined): Expectation[] {
  const names = tasks.filter(({ group, name }) => group === 'full' || name === 'sib200').map(({ name }) => name);
  const compared = names.flatMap((task) => {
    const own = summaryAt(results, task, SEARCHED) ?? summaryAt(results, task, DEFAULT);
    const best = bestPeer(results, task);
    return own === undefined || best === undefined ? [] : [{ task, own, best, ahead: own.micro - best.found.micro }];
  });
  if (compared.length === 0) return [notMeasured('full sets against the best peer', 'within one standard error')];
  const rows = compared.map(({ task, own, best, ahead }): Expectation => {
    return {
      what: `${task} against the best peer`,
      atLeast: `${percent(best.found.micro)} − ${percent(own.standardError)} (${best.name}, best of ${best.ran}${best.stopped > 0 ? `, ${best.stopped} stopped` : ''})`,
      measured: percent(own.micro),
      verdict: ahead >= -own.standardError ? 'met' : `${points(-ahead)} below`,
    };
  });
  const average = mean(compared.map(({ ahead }) => ahead));
  const measured = `${average >= 0 ? '+' : '−'}${points(Math.abs(average))} over ${compared.length} sets`;
  return [
    ...rows,
    {
      what: 'full sets, mean of the differences',
      atLeast: 'above 0',
      measured,
      verdict: average > 0 ? 'met' : 'below',
    },
  ];
}

function reuters(results: Results | undefined): Expectation {
  const what = 'Reuters micro / macro';
  const found = summaryAt(results, 'reuters21578', DEFAULT);
  if (found === undefined) return notMeasured(what, '87.5 / 50');
  const met = found.micro >= 0.875 && found.macro >= 0.5;
  const aim = found.micro >= 0.882 && found.macro >= 0.57 ? ', aim 88.2 / 57 met' : ', aim 88.2 / 57 not reached';
  const measured = `${percent(found.micro)} / ${percent(found.macro)}`;
  return { what, atLeast: '87.5 / 50', measured, verdict: `${met ? 'met' : 'below'}${aim}` };
}

function languages(results: Results | undefined): Expectation[] {
  const listed = (language: string) => encoderForLanguages([language]) !== undefined;
  const shots = results?.tasks['sib200-10shot'];
  const withTable = microByLanguage(shots?.[DEFAULT]);
  const without = microByLanguage(shots?.[SPARSE]);
  const gains = [...withTable].flatMap(([language, micro]) =>
    listed(language) && without.has(language) ? [{ language, gain: micro - (without.get(language) ?? 0) }] : [],
  );
  const rows: Expectation[] = [];
  if (gains.length === 0)
    rows.push(notMeasured('SIB-200, 10 examples a class, gain of the encoder', '+6 / −2 at worst'));
  else {
    const gain = mean(gains.map((one) => one.gain));
    const worst = gains.reduce((a, b) => (b.gain < a.gain ? b : a));
    rows.push({
      what: `SIB-200, 10 examples a class, gain of the encoder, mean of ${gains.length} languages / worst`,
      atLeast: '+6 / −2',
      measured: `${(100 * gain).toFixed(1)} / ${(100 * worst.gain).toFixed(1)} (${worst.language})`,
      verdict: gain >= 0.06 && worst.gain >= -0.02 ? 'met' : 'below',
    });
  }
  const fromEnglish = [...microByLanguage(results?.tasks['sib200-from-english']?.[DEFAULT])];
  const others = fromEnglish.filter(([language]) => language !== 'en' && listed(language)).map(([, micro]) => micro);
  const what = 'SIB-200, trained on English only, mean of the other listed languages';
  if (others.length === 0) return [...rows, notMeasured(what, '55')];
  const value = mean(others);
  const verdict = value >= 0.55 ? 'met' : `${points(0.55 - value)} below`;
  return [...rows, { what, atLeast: '55', measured: `${percent(value)} (${others.length} languages)`, verdict }];
}

function calibration(results: Results | undefined): Expectation[] {
  const row = (what: string, names: readonly string[], atMost: number): Expectation => {
    const found = names.flatMap((task) => summaryAt(results, task, DEFAULT) ?? []);
    if (found.length === 0) return notMeasured(what, `≤ ${atMost}`);
    const value = mean(found.map(({ ece }) => ece));
    const byChance = mean(found.map(({ eceByChance }) => eceByChance ?? 0));
    return {
      what: `${what} (${found.length} tasks)`,
      atLeast: `≤ ${atMost}`,
      measured: `${value.toFixed(3)} (by chance alone ${byChance.toFixed(3)})`,
      verdict: value <= atMost ? 'met' : `${(value - atMost).toFixed(3)} above`,
    };
  };
  const full = tasks.filter(({ group, onRequest }) => group === 'full' && onRequest !== true).map(({ name }) => name);
  return [
    row('ECE, mean over full sets', full, 0.03),
    row('ECE, mean over 10 examples a class', ['banking77-10shot', 'trec-10shot', 'sib200-10shot'], 0.06),
  ];
}

function outOfScope(results: Results | undefined): Expectation[] {
  const row = (task: string, atLeast: number, what: string): Expectation => {
    const found = summaryAt(results, task, DEFAULT)?.auroc;
    if (found === undefined) return notMeasured(what, `${atLeast}`);
    const verdict = found >= atLeast ? 'met' : `${(atLeast - found).toFixed(3)} below`;
    return { what, atLeast: `${atLeast}`, measured: found.toFixed(3), verdict };
  };
  return [
    row('banking77-left-out', 0.85, '20 Banking77 classes left out: AUROC (aim)'),
    row('banking77-other-domains', 0.97, 'other domains as out-of-scope: AUROC'),
  ];
}

/** The table of what is expected, in its order. */
export function expectations(results: Results | undefined, speed: SpeedResults | undefined): Expectation[] {
  const at = (task: string, peer: string, atLeast: number, what: string) =>
    accuracy(results, task, peer, atLeast, what);
  return [
    ...againstPeers(results),
    at('banking77', DEFAULT, 91.2, 'Banking77 full, encoder'),
    at('banking77-10shot', DEFAULT, 79.9, 'Banking77 10-shot, encoder, 5 draws'),
    at('banking77-10shot-shipped', DEFAULT, 79.9, 'Banking77 10-shot, encoder, published draw'),
    at('banking77-5shot', DEFAULT, 70.6, 'Banking77 5-shot, encoder, 5 draws'),
    at('banking77-5shot-shipped', DEFAULT, 70.6, 'Banking77 5-shot, encoder, published draw'),
    at('ag_news-8shot', DEFAULT, 73.5, 'AG News, 8 examples a class, encoder'),
    at('ag_news-64shot', DEFAULT, 83.4, 'AG News, 64 examples a class, encoder'),
    at('banking77', 'taxon-minilm', 92.6, 'Banking77 full, MiniLM'),
    at('banking77-10shot', 'taxon-minilm', 83.8, 'Banking77 10-shot, MiniLM'),
    at('banking77-5shot', 'taxon-minilm', 75.5, 'Banking77 5-shot, MiniLM'),
    at('banking77', SPARSE, 91.2, 'Banking77 full, sparse'),
    at('banking77-10shot', SPARSE, 73.5, 'Banking77 10-shot, sparse'),
    at('banking77-5shot', SPARSE, 62.0, 'Banking77 5-shot, sparse'),
    reuters(results),
    ...languages(results),
    ...calibration(results),
    ...outOfScope(results),
    ...ratios(results, speed),
    ...speeds(speed),
    stream(),
  ];
}
