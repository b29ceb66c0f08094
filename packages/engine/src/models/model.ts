import type { Evaluation } from '@taxon/classifier';
import type { Actor } from '../access/index.ts';
import type { ProjectKind } from '../projects/index.ts';

export interface EvaluationOptions {
  readonly kind: 'percentage' | 'manual';
  /** Whole percentages that add up to 100; only for 'percentage'. */
  readonly trainingSplitPercentage?: number;
  readonly testingSplitPercentage?: number;
}

/** A model's evaluation, frozen with it. Classes by name; only classes labelled or predicted in the test set occur. */
export interface ModelEvaluation {
  readonly kind: ProjectKind;
  readonly options: EvaluationOptions;
  readonly classes: readonly string[];
  readonly metrics: Evaluation;
  /** How many documents were trained on, tested on, and left out, and why. */
  readonly counts: {
    readonly trained: number;
    readonly tested: number;
    readonly unlabelled: number;
    readonly assignedToTestButSplitAutomatically: number;
    readonly cutForFeatures: number;
  };
}

export interface Model {
  readonly id: string;
  readonly name: string;
  readonly kind: ProjectKind;
  readonly configVersion: string;
  readonly seed: number;
  readonly byteLength: number;
  readonly snapshotDigest: string;
  readonly trainedAt: Date;
  readonly trainingSeconds: number;
}

/** What became of one test document. `scores` are the calibrated probabilities in the order of the model's classes. */
export interface EvaluatedDocument {
  readonly name: string;
  readonly language: string;
  readonly expected: readonly string[];
  readonly predicted: readonly string[];
  readonly scores: readonly number[];
}

export interface ModelService {
  /** Throws `model/not-found`. */
  get(projectName: string, modelName: string): Promise<Model>;
  /** By name. */
  list(projectName: string, page: { skip: number; top: number }): Promise<readonly Model[]>;
  evaluation(projectName: string, modelName: string): Promise<ModelEvaluation>;
  evaluatedDocuments(
    projectName: string,
    modelName: string,
    page: { skip: number; top: number },
  ): Promise<{ documents: readonly EvaluatedDocument[]; total: number }>;
  /** Throws `model/deployed` naming the deployments. */
  delete(actor: Actor, projectName: string, modelName: string): Promise<void>;
}

/** Models a project may have; overwriting one does not count. */
export const modelLimit = 10;
