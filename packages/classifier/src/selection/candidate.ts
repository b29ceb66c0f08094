import type { TaskKind } from '../documents/training-document.ts';
import type { FitOptions } from '../fitting/train-matrix.ts';
import { scoreOutOfFold } from '../fitting/train-matrix.ts';
import type { Bench, Workbench } from '../fitting/workbench.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import { compareMistakes, type Judged, judge } from './judge-held-out.ts';

/** One way of training that cross-validation can judge. */
export interface Candidate {
  readonly settings: TrainSettings;
  /** Weight of the dense block; undefined: without the encoder. */
  readonly denseScale: number | undefined;
}

/** What all candidates of one training run share. */
export interface SelectionRun {
  readonly kind: TaskKind;
  readonly workbench: Workbench;
  readonly fitOptions: Omit<FitOptions, 'settings'>;
  readonly atLeastOne: boolean;
}

export interface JudgedCandidate {
  readonly candidate: Candidate;
  readonly bench: Bench;
  readonly judged: Judged;
}

export function judgeCandidate(run: SelectionRun, candidate: Candidate): JudgedCandidate {
  const bench = run.workbench.bench(candidate.denseScale);
  const options = { ...run.fitOptions, settings: candidate.settings };
  const { keys } = run.workbench.fitted.vocabulary;
  const outOfFold = scoreOutOfFold(bench.solver, bench.data, keys, options);
  return { candidate, bench, judged: judge(run.kind, outOfFold, run.atLeastOne) };
}

/** Evidence for or against a candidate: mistakes a document more than the one it was held against (negative: better). */
export interface Evidence {
  readonly moreMistakes: number;
  readonly standardError: number;
}

export function evidenceOf(challenger: JudgedCandidate, champion: JudgedCandidate): Evidence {
  const { mean, standardError } = compareMistakes(challenger.judged.outcomes, champion.judged.outcomes);
  return { moreMistakes: mean, standardError };
}
