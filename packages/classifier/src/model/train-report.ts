import type { Calibration } from '../calibration/calibrate.ts';
import type { TaskKind } from '../documents/training-document.ts';
import type { ClassMetrics } from '../evaluation/evaluate.ts';
import type { MetricIntervals } from '../evaluation/intervals.ts';
import type { Reliability } from '../evaluation/reliability.ts';
import type { TrainSettings } from './train-settings.ts';

/** The metrics over held-out folds, 0…1. Micro and macro are those of `Evaluation`. */
export interface CrossValidation extends HeldOutMetrics {
  readonly intervals: MetricIntervals;
  /** Single-label: of the best class of each document. Multi-label: of every pair of document and class. */
  readonly reliability: Reliability;
  /** By class index: the expected calibration error. */
  readonly classCalibrationErrors: readonly number[];
}

interface HeldOutMetrics {
  readonly folds: number;
  /** How many documents were scored by a model that had not learned them. */
  readonly documents: number;
  readonly microF1: number;
  readonly macroF1: number;
  /** By class index. */
  readonly classes: readonly ClassMetrics[];
}

/** What a training says about itself. It is plain JSON, and a model file has it as its card. */
export interface TrainReport {
  readonly kind: TaskKind;
  readonly documents: number;
  /** By class index: the number of labelled documents. */
  readonly classDocuments: readonly number[];
  /** How many documents were longer than 20,000 characters, of which the rest was not read. */
  readonly truncatedDocuments: number;
  /** What repeats among the documents. Absent in models of program versions that did not look for copies. */
  readonly copies?: CopyCounts;
  /** The size of the vocabulary, without the dense block. */
  readonly features: number;
  /** How many numbers other than 0 the training matrix has, with the dense block. */
  readonly entries: number;
  /** The passes of the last fit. */
  readonly epochs: number;
  readonly seed: number;
  readonly settings: TrainSettings;
  /** SHA-256 over class names, ids, texts and labels, in the order of the ids. Hexadecimal. */
  readonly dataDigest: string;
  readonly calibration: Calibration;
  /** Absent when there were too few documents to hold any out. */
  readonly crossValidation?: CrossValidation;
  /** Absent when no encoder was given. */
  readonly encoder?: EncoderUse;
  /** Absent when no settings were searched. */
  readonly search?: SearchReport;
}

/** How many training documents repeat each other. */
export interface CopyCounts {
  /** How many different texts there are, when a person counts (see `normalForm`). */
  readonly texts: number;
  /** How many groups of copies and near-copies there are, which no fold divides. A text without a copy is one of them. */
  readonly groups: number;
  /** By class index: how many documents repeat an earlier one of the same group. */
  readonly classRepeats: readonly number[];
  /** How many texts stand under different labels, and how many documents have such a text. */
  readonly contradictingTexts: number;
  readonly contradictingDocuments: number;
}

/** Which encoder was given, and whether cross-validation kept it. */
export interface EncoderUse {
  readonly id: string;
  readonly dimension: number;
  readonly scale: number;
  readonly licence: string;
  readonly used: boolean;
  /**
   * How many more mistakes a document has on average with the encoder than without, and the standard error of this number.
   * Negative: fewer. Absent below 100 documents.
   */
  readonly evidence?: { readonly moreMistakes: number; readonly standardError: number };
}

/**
 * One candidate of a settings search, compared with the best candidate so far: how many more mistakes it makes in a document
 * on average (negative: fewer), and the standard error of this number.
 */
export interface SearchStep {
  readonly loss: TrainSettings['loss'];
  readonly cost: TrainSettings['cost'];
  readonly classWeights: TrainSettings['classWeights'];
  /** The weight of the dense block. Absent: without the encoder. */
  readonly denseScale?: number;
  readonly microF1: number;
  readonly macroF1: number;
  readonly moreMistakes: number;
  readonly standardError: number;
  readonly adopted: boolean;
}

/** The first step is the default. Each adopted step replaced the one before it; the last adopted one was used. */
export interface SearchReport {
  readonly steps: readonly SearchStep[];
}
