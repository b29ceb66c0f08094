import type { Evaluation, Guidance, MetricIntervals, Reliability, TrainReport } from '@taxon/classifier';
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
  /** Absent in models that the first version of the program trained. */
  readonly details?: ModelDetails;
  /**
   * What `metrics` are of: the test documents; the training documents by cross-validation, when there are none; or nothing,
   * when none could be held out either: then all metrics are 0. This and what follows is absent in models of older versions.
   */
  readonly measuredOn?: 'test' | 'cross-validation' | 'nothing';
  readonly leftOut?: {
    /** Assigned to test while the split is by percentage: neither trained nor tested on. */
    readonly assignedToTest: NamedDocuments;
    readonly unlabelled: NamedDocuments;
    /** Trained on, but only the first 20,000 characters were read. */
    readonly cutForFeatures: NamedDocuments;
  };
  readonly copiesAcrossSplit?: CopiesAcrossSplit;
  /** Advice on the documents of both parts, beside that of the test documents. */
  readonly advice?: readonly NamedGuidance[];
}

/** So many documents, and the names of the first 100. */
export interface NamedDocuments {
  readonly count: number;
  readonly names: readonly string[];
}

/** Test documents whose text, or a near-copy of it, was also trained on. They say nothing about new texts. */
export interface CopiesAcrossSplit {
  readonly documents: NamedDocuments;
  /** The metrics of the other test documents, over the classes of all. Undefined: there are no copies, or nothing else. */
  readonly without: (MetricSummary & { readonly documents: number }) | undefined;
}

type MetricSummary = Pick<
  Evaluation,
  'microF1' | 'microPrecision' | 'microRecall' | 'macroF1' | 'macroPrecision' | 'macroRecall'
>;

/** A piece of advice, by the names of classes and documents. */
export interface NamedGuidance {
  readonly rule: Guidance['rule'];
  readonly classes: readonly string[];
  readonly value: number;
  readonly limit: number;
  readonly documents: NamedDocuments | undefined;
}

/** How a model decides and how true its scores are, frozen with it. Lists are by the index of `classes`. */
export interface ModelDetails {
  /** All classes of the model, in its own order. */
  readonly classes: readonly string[];
  /** Multi-label: tuned, on the calibrated probability. Single-label: empty. */
  readonly thresholds: readonly number[];
  /** Multi-label: the best class is answered when none reaches its threshold. */
  readonly answersAtLeastOne: boolean;
  /** Single-label: what the out-of-scope decision would do. */
  readonly outOfScope: readonly OutOfScopeStep[];
  /** Undefined: there were no test documents. */
  readonly test: TestQuality | undefined;
}

/** The out-of-scope decision that keeps a share of in-scope texts. */
export interface OutOfScopeStep {
  readonly share: number;
  /** Texts whose largest raw score (before calibration) is below it get no answer. Undefined: every text gets one. */
  readonly threshold: number | undefined;
  /** The number of test documents that it was tried on: the first 2,000. */
  readonly documents: number;
  /** The share of these documents that got an answer, 0 to 1. */
  readonly answered: number;
  /** The share of these answers that were right, 0 to 1. */
  readonly accuracy: number;
}

/** Over the test documents. */
export interface TestQuality {
  readonly documents: number;
  /** 95 %, of the metrics in `metrics`. */
  readonly intervals: MetricIntervals;
  /** Single-label: of the best class of each document; multi-label: of every pair of document and class. */
  readonly reliability: Reliability;
  readonly classReliability: readonly Reliability[];
  /** Advice by rule; class indices are of `guidedClasses`. */
  readonly guidance: readonly Guidance[];
  /** The model's classes, and behind them those that only test documents have. */
  readonly guidedClasses: readonly string[];
}

/** An evaluation without what it says of the model's decisions. */
export type MeasuredEvaluation = Omit<ModelEvaluation, 'details'>;

/** Everything a model says about itself. */
export interface ModelDescription {
  readonly model: Model;
  readonly report: TrainReport;
  readonly evaluation: MeasuredEvaluation;
  readonly details: ModelDetails;
  /** What such a model cannot do, in sentences. */
  readonly limits: readonly string[];
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

/** One page of them. */
export interface EvaluatedDocuments {
  /** All classes of the model, which the documents' scores belong to. */
  readonly classes: readonly string[];
  readonly documents: readonly EvaluatedDocument[];
  readonly total: number;
}

export interface ModelService {
  /** Throws `model/not-found`. */
  get(actor: Actor, projectName: string, modelName: string): Promise<Model>;
  /** By name. */
  list(actor: Actor, projectName: string, page: { skip: number; top: number }): Promise<readonly Model[]>;
  evaluation(actor: Actor, projectName: string, modelName: string): Promise<ModelEvaluation>;
  evaluatedDocuments(
    actor: Actor,
    projectName: string,
    modelName: string,
    page: { skip: number; top: number },
  ): Promise<EvaluatedDocuments>;
  /** Throws `model/not-described` for a model that the first version of the program trained. */
  describe(actor: Actor, projectName: string, modelName: string): Promise<ModelDescription>;
  /** The model card in Markdown. Throws as `describe`. */
  cardMarkdown(actor: Actor, projectName: string, modelName: string): Promise<string>;
  /** Throws `model/deployed`, which names the deployments. */
  delete(actor: Actor, projectName: string, modelName: string): Promise<void>;
}

/** How many models a project may have. */
export const modelLimit = 10;
