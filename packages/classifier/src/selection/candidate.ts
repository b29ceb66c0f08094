import type { TaskKind } from '../documents/training-document.ts';
import type { FitOptions } from '../fitting/fit-rows.ts';
import { scoreOutOfFold } from '../fitting/score-out-of-fold.ts';
import type { TrainingFeatures } from '../fitting/training-features.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import { compareMistakes, type HeldOutResult, judgeHeldOut } from './judge-held-out.ts';

/** One way of training that cross-validation can judge. */
export interface Candidate {
  readonly settings: TrainSettings;
  /** Weight of the dense block; undefined: without the encoder. */
  readonly denseScale: number | undefined;
}

/** What all candidates of one training run share. */
export interface SelectionRun {
  readonly kind: TaskKind;
  readonly features: TrainingFeatures;
  readonly fitOptions: Omit<FitOptions, 'settings'>;
  readonly atLeastOne: boolean;
}

export interface ScoredCandidate {
  readonly candidate: Candidate;
  readonly heldOut: HeldOutResult;
}

export function scoreCandidate(run: SelectionRun, candidate: Candidate): ScoredCandidate {
  const problem = run.features.problem(candidate.denseScale);
  const options = { ...run.fitOptions, settings: candidate.settings };
  const { keys } = run.features.fitted.vocabulary;
  const outOfFold = scoreOutOfFold(problem.solver, problem.data, keys, options);
  return { candidate, heldOut: judgeHeldOut(run.kind, outOfFold, run.atLeastOne) };
}

/** Evidence for or against a candidate: mistakes a document more than the one it was held against (negative: better). */
export interface Evidence {
  readonly moreMistakes: number;
  readonly standardError: number;
}

export function evidenceOf(challenger: ScoredCandidate, champion: ScoredCandidate): Evidence {
  const { mean, standardError } = compareMistakes(challenger.heldOut.outcomes, champion.heldOut.outcomes);
  return { moreMistakes: mean, standardError };
}
