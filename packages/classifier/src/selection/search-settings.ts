import type { Encoder } from '../encoder/encoder.ts';
import { denseScaleFor, imbalanced } from '../fitting/settings.ts';
import type { SearchReport, SearchStep } from '../model/train-report.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import { type Candidate, evidenceOf, type ScoredCandidate, type SelectionRun, scoreCandidate } from './candidate.ts';

const COSTS: readonly Pick<TrainSettings, 'loss' | 'cost'>[] = [
  { loss: 'log', cost: 1 },
  { loss: 'log', cost: 5 },
  { loss: 'log', cost: 30 },
  { loss: 'squared-hinge', cost: 0.15 },
  { loss: 'squared-hinge', cost: 0.5 },
  { loss: 'squared-hinge', cost: 2 },
];

/** Factors of the default scale to try. Static tables are best below 1, a strong network above. */
const SCALES = [0.5, 2];

/** The most candidates that a search judges, with the default. Progress is measured by it. */
export const MOST_CANDIDATES = 12;

/** With fewer held-out groups of copies the search changes nothing: the evidence would not be enough. */
const LEAST_GROUPS = 100;

/** The number of documents of each class that has any. */
function classCounts(run: SelectionRun): number[] {
  const counts: number[] = [];
  for (const { labels } of run.features.documents) {
    for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts.filter((count) => count > 0);
}

/** The rounds of the search. Each makes its challengers from the champion, the best candidate of the rounds before. */
function rounds(run: SelectionRun, encoder: Encoder | undefined): ((champion: Candidate) => Candidate[])[] {
  const losses = ({ settings, denseScale }: Candidate) =>
    COSTS.map((one) => ({ settings: { ...settings, ...one }, denseScale }));
  const scales = ({ settings }: Candidate) => {
    if (encoder === undefined) return [];
    const usual = denseScaleFor(encoder, run.features.copies.texts, run.features.classCount);
    return [undefined, ...SCALES.map((times) => times * usual)].map((denseScale) => ({ settings, denseScale }));
  };
  const weights = ({ settings, denseScale }: Candidate) => {
    if (run.kind === 'multi' || !imbalanced(classCounts(run))) return [];
    return (['none', 'balanced'] as const).map((classWeights) => ({
      settings: { ...settings, classWeights },
      denseScale,
    }));
  };
  return [losses, scales, weights];
}

/**
 * Searches a small grid by cross-validation: first loss and cost, then the weight of the dense block, then class weights. In
 * each round the best challenger replaces the champion when it makes fewer mistakes, by more than one standard error of the
 * paired difference on the same held-out documents. There are `MOST_CANDIDATES` candidates at most. The same input gives the
 * same result.
 * @param start the champion of the first round
 */
export function searchSettings(
  run: SelectionRun,
  start: ScoredCandidate,
  encoder: Encoder | undefined,
): { readonly chosen: ScoredCandidate; readonly report: SearchReport } {
  let champion = start;
  const steps: SearchStep[] = [];
  const note = (one: ScoredCandidate, adopted: boolean): SearchStep => {
    const { settings, denseScale } = one.candidate;
    const { loss, cost, classWeights } = settings;
    const { microF1, macroF1 } = one.heldOut;
    const scale = denseScale === undefined ? {} : { denseScale };
    return { loss, cost, classWeights, ...scale, microF1, macroF1, ...evidenceOf(one, champion), adopted };
  };
  steps.push(note(start, false));
  if (new Set(start.heldOut.groups).size < LEAST_GROUPS) return { chosen: start, report: { steps } };
  for (const round of rounds(run, encoder)) {
    let best: ScoredCandidate | undefined;
    const first = steps.length;
    for (const candidate of round(champion.candidate)) {
      const scored = scoreCandidate(run, candidate);
      const evidence = evidenceOf(scored, champion);
      steps.push(note(scored, false));
      if (evidence.moreMistakes >= -evidence.standardError) continue;
      if (best === undefined || evidenceOf(scored, best).moreMistakes < 0) best = scored;
    }
    if (best === undefined) continue;
    const winner = best.candidate;
    const at = steps.findIndex(({ loss, cost, classWeights, denseScale }, i) => {
      const { settings } = winner;
      const same = loss === settings.loss && cost === settings.cost && classWeights === settings.classWeights;
      return i >= first && same && denseScale === winner.denseScale;
    });
    steps[at] = { ...(steps[at] as SearchStep), adopted: true };
    champion = best;
  }
  return { chosen: champion, report: { steps } };
}
