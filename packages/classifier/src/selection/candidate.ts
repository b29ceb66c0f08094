import type { TaskKind } from '../documents/training-document.ts';
import type { FitOptions } from '../fitting/fit-rows.ts';
import { scoreOutOfFold } from '../fitting/score-out-of-fold.ts';
import type { TrainingFeatures } from '../fitting/training-features.ts';
import type { TrainSettings } from '../model/train-settings.ts';
import { compareMistakes, type HeldOutResult, judgeHeldOut } from './judge-held-out.ts';

/** One way to train, which cross-validation can judge. */
export interface Candidate {
  readonly settings: TrainSettings;
  /** The weight of the dense block; undefined: without the encoder. */
  readonly denseScale: number | undefined;
}

/** What all candidates of one training share. */
export interface SelectionRun {
  readonly kind: TaskKind;
  readonly features: TrainingFeatures;
  readonly fitOptions: Omit<FitOptions, 'settings'>;
  /** Multi-label: every training document has a class. */
  readonly atLeastOne: boolean;
}

/** A candidate with what cross-validation says of it. */
export interface ScoredCandidate {
  readonly candidate: Candidate;
  readonly heldOut: HeldOutResult;
}

/** Cross-validates a candidate. @throws ClassifierError `aborted` */
export function scoreCandidate(run: SelectionRun, candidate: Candidate): ScoredCandidate {
  const problem = run.features.problem(candidate.denseScale);
  const options = { ...run.fitOptions, settings: candidate.settings };
  const { keys } = run.features.fitted.vocabulary;
  const outOfFold = scoreOutOfFold(problem.solver, problem.data, keys, options);
  return { candidate, heldOut: judgeHeldOut(run.kind, outOfFold, run.atLeastOne) };
}

/**
 * How a candidate compares with another one: how many more mistakes it makes in a document on average (negative: fewer), and
 * the standard error of this number.
 */
export interface Evidence {
  readonly moreMistakes: number;
  readonly standardError: number;
}

/** Compares two candidates that were judged on the same documents. */
export function evidenceOf(challenger: ScoredCandidate, champion: ScoredCandidate): Evidence {
  const { mean, standardError } = compareMistakes(
    challenger.heldOut.outcomes,
    champion.heldOut.outcomes,
    champion.heldOut.groups,
  );
  return { moreMistakes: mean, standardError };
}
