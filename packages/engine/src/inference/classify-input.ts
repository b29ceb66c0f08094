import type { AnswerRules } from '../answering/index.ts';
import type { SharedEncoder } from '../encoders/index.ts';

/** A model file in memory that all threads share; `id` never names other bytes. */
export interface SharedModel {
  readonly id: string;
  readonly bytes: SharedArrayBuffer;
  /** The encoder it was trained with; undefined: it needs none. */
  readonly encoder: SharedEncoder | undefined;
  /** The one that its file names, version and all. */
  readonly encoderId: string | undefined;
}

/** What a thread classifies. */
export interface ClassifyInput {
  readonly model: SharedModel;
  readonly texts: readonly string[];
  readonly thresholds: AnswerRules;
  /** Also count text elements; costs as much as classifying for texts beyond ASCII. */
  readonly wantCharacters: boolean;
}

/** One text's answer. Indices and scores are by class index of the model. */
export interface ClassifiedText {
  /** Calibrated probabilities, 6 decimals. */
  readonly scores: Float64Array;
  /** Best first; empty when abstained (single-label) or no class reached its threshold (multi-label). */
  readonly predicted: readonly number[];
  readonly abstained: boolean;
  /** Only the first 20,000 characters were read. */
  readonly truncated: boolean;
  /** Text elements; 0 when not asked for. */
  readonly characters: number;
}

/** `classes` names the classes by index. */
export interface ClassifyOutput {
  readonly classes: readonly string[];
  readonly texts: readonly ClassifiedText[];
}
