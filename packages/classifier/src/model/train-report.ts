import type { Calibration } from '../calibration/calibrate.ts';
import type { TaskKind } from '../documents/training-document.ts';
import type { ClassMetrics } from '../evaluation/evaluate.ts';
import type { MetricIntervals } from '../evaluation/intervals.ts';
import type { Reliability } from '../evaluation/reliability.ts';
import type { TrainSettings } from './train-settings.ts';

/** Metrics over held-out folds, micro and macro as in `Evaluation`; 0…1. */
export interface CrossValidation extends HeldOutMetrics {
  readonly intervals: MetricIntervals;
  /** Single-label: of the best class; multi-label: of every pair of document and class. */
  readonly reliability: Reliability;
  /** Expected calibration error by class index. */
  readonly classCalibrationErrors: readonly number[];
}

interface HeldOutMetrics {
  readonly folds: number;
  /** Documents scored by a model that did not learn from them. */
  readonly documents: number;
  readonly microF1: number;
  readonly macroF1: number;
  readonly classes: readonly ClassMetrics[];
}

/** What a training run says about itself; plain JSON, stored in the model as its card. */
export interface TrainReport {
  readonly kind: TaskKind;
  readonly documents: number;
  /** Labelled documents by class index. */
  readonly classDocuments: readonly number[];
  /** Documents of which only the first 20,000 characters were read. */
  readonly truncatedDocuments: number;
  readonly features: number;
  readonly entries: number;
  readonly epochs: number;
  readonly seed: number;
  readonly settings: TrainSettings;
  /** SHA-256 over ids, texts and labels in id order, hexadecimal. */
  readonly dataDigest: string;
  readonly calibration: Calibration;
  /** Undefined when there were too few documents to hold any out. */
  readonly crossValidation?: CrossValidation;
  readonly encoder?: EncoderUse;
  readonly search?: SearchReport;
}

/** Which encoder was given, and whether cross-validation kept it. */
export interface EncoderUse {
  readonly id: string;
  readonly dimension: number;
  readonly scale: number;
  readonly licence: string;
  readonly used: boolean;
  /** Mistakes a document more with the encoder than without, and the standard error; absent below 100 documents. */
  readonly evidence?: { readonly moreMistakes: number; readonly standardError: number };
}

/** One candidate of a settings search, held against the champion of its time (negative mistakes: better). */
export interface SearchStep {
  readonly loss: TrainSettings['loss'];
  readonly cost: TrainSettings['cost'];
  readonly classWeights: TrainSettings['classWeights'];
  /** Absent: without the encoder. */
  readonly denseScale?: number;
  readonly microF1: number;
  readonly macroF1: number;
  readonly moreMistakes: number;
  readonly standardError: number;
  readonly adopted: boolean;
}

/** The first step is the default; those adopted replaced it, the last one stands. */
export interface SearchReport {
  readonly steps: readonly SearchStep[];
}
