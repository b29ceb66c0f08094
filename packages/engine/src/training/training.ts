import { createHash } from 'node:crypto';
import type { Actor } from '../access/index.ts';
import type { EvaluationOptions } from '../models/index.ts';
import { EngineError } from '../platform/index.ts';
import type { ProjectSettings, TrainingSearch } from '../projects/index.ts';
import { notStartedProgress, type TrainingProgress } from './progress-clock.ts';
import type { TrainOperation } from './train-work.ts';

/** Versions a caller may name; 'latest' stands for the last one. */
export const trainingConfigVersions = ['2022-05-01'] as const;

export interface TrainCommand {
  readonly modelName: string;
  /** A version or 'latest'. */
  readonly configVersion: string;
  /** Undefined: 80/20 by percentage. */
  readonly evaluation?: EvaluationOptions;
  /** 0…2^32-1; undefined: derived from the project's name, so that the same data give the same model. */
  readonly seed?: number;
  /** Whether other settings than the default are tried, which takes some ten times longer; undefined: the project's. */
  readonly search?: TrainingSearch;
  /** Fails the training when a labels file listed a location twice and it was not imported or labelled anew since. */
  readonly uniqueLocations?: boolean;
}

/** A training. `configVersion` is the real one, never 'latest'. */
export interface TrainJob {
  readonly operation: TrainOperation;
  readonly modelName: string;
  readonly configVersion: string;
  readonly evaluation: EvaluationOptions;
  readonly progress: TrainingProgress;
}

export interface TrainingService {
  /** Throws `training/already-running` and everything that can be judged before the data are read. */
  requestTraining(actor: Actor, projectName: string, command: TrainCommand): Promise<TrainJob>;
  getJob(actor: Actor, projectName: string, operationId: string): Promise<TrainJob>;
  listJobs(actor: Actor, projectName: string, page: { skip: number; top: number }): Promise<readonly TrainJob[]>;
  /** notStarted is cancelled at once, running becomes cancelling; throws `operation/not-cancellable` when it has ended. */
  cancel(actor: Actor, projectName: string, operationId: string): Promise<TrainJob>;
}

/** What is used when the caller says nothing. */
const defaultEvaluation: EvaluationOptions = {
  kind: 'percentage',
  trainingSplitPercentage: 80,
  testingSplitPercentage: 20,
};

/** The real version behind a named one or 'latest' (any letter case). Throws `training/config-version-unknown`. */
export function resolveConfigVersion(version: string): string {
  const latest = trainingConfigVersions[trainingConfigVersions.length - 1];
  if (latest !== undefined && version.toLowerCase() === 'latest') return latest;
  const known = trainingConfigVersions.find((one) => one === version);
  if (known !== undefined) return known;
  const supported = ['latest', ...trainingConfigVersions].join(', ');
  throw new EngineError('training/config-version-unknown', { field: 'configVersion', supported, version });
}

const trainingField = 'evaluation.trainingSplitPercentage';
const testingField = 'evaluation.testingSplitPercentage';

/** Defaults filled in; a single percentage implies the other. Throws `training/split-invalid`, `input/invalid`. */
export function resolveEvaluation(asked: EvaluationOptions | undefined): EvaluationOptions {
  if (asked === undefined) return defaultEvaluation;
  const { kind, trainingSplitPercentage: train, testingSplitPercentage: test } = asked;
  if (kind === 'manual') {
    const field = train !== undefined ? trainingField : testingField;
    const value = train ?? test;
    if (value === undefined) return { kind };
    throw new EngineError('input/invalid', { field, rule: 'only allowed when kind is "percentage"', value });
  }
  if (train === undefined && test === undefined) return defaultEvaluation;
  const training = train ?? 100 - (test ?? 0);
  const testing = test ?? 100 - training;
  const whole = (value: number) => Number.isInteger(value) && value >= 1 && value <= 99;
  if (!whole(training) || !whole(testing) || training + testing !== 100) {
    throw new EngineError('training/split-invalid', {
      field: trainingField,
      otherField: testingField,
      training,
      testing,
    });
  }
  return { kind, trainingSplitPercentage: training, testingSplitPercentage: testing };
}

/**
 * The seed of a training that names none: the first 32 bits (big endian) of the SHA-256 of the project's name in UTF-8.
 * So the same project trained twice on the same data gives the same bytes, and two projects do not share a shuffle.
 */
export function seedOfProject(projectName: string): number {
  return createHash('sha256').update(projectName, 'utf8').digest().readUInt32BE(0);
}

/** A named seed, or the project's. Throws `input/invalid`. */
export function resolveSeed(seed: number | undefined, projectName: string, settings: ProjectSettings = {}): number {
  if (seed === undefined) return settings.seed ?? seedOfProject(projectName);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new EngineError('input/invalid', {
      field: 'seed',
      rule: 'must be a whole number from 0 to 4294967295',
      value: seed,
    });
  }
  return seed;
}

/** A training as its door shows it. */
export function trainJobOf(operation: TrainOperation): TrainJob {
  const { modelName, configVersion, evaluation } = operation.request;
  return { operation, modelName, configVersion, evaluation, progress: operation.progress ?? notStartedProgress };
}
