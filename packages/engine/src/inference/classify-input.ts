import type { AnswerRules } from '../answering/on-threads.ts';
import type { SharedEncoder } from '../encoders/on-threads.ts';

/** A model file in memory that all threads share. An `id` always names the same bytes. */
export interface SharedModel {
  readonly id: string;
  readonly bytes: SharedArrayBuffer;
  /** The encoder that the model was trained with; undefined: it needs none. */
  readonly encoder: SharedEncoder | undefined;
  /** The id of the encoder that the file names, with its version. */
  readonly encoderId: string | undefined;
  /** How many bytes of model files one thread keeps opened; the same for all models of a process. At least 1. */
  readonly threadBytes: number;
}

/** What a thread classifies. */
export interface ClassifyInput {
  readonly model: SharedModel;
  readonly texts: readonly string[];
  readonly rules: AnswerRules;
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
