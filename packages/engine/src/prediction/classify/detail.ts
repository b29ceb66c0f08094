import type { OffsetUnit } from '@taxon/classifier';

/** What a synchronous call wants beside the answers. */
export interface WantedDetail {
  /** The words behind each answer, their offsets counted in this unit; undefined: none. */
  readonly explain?: OffsetUnit;
  /** So many labelled examples that resemble each text, 0…20. Needs the right to read the project. */
  readonly similar?: number;
}

/** One word of a text: offsets, and what it adds to the raw score. Positive speaks for the class. */
export interface ExplainedWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly contribution: number;
}

/** Why a text got a class: raw score of the class minus that of the other, shared out among words. */
export interface TextExplanation {
  readonly className: string;
  /** What it is held against: the runner-up of a single-label answer; undefined: nothing. */
  readonly against: string | undefined;
  readonly margin: number;
  /** What no word accounts for. */
  readonly baseline: number;
  /** The words that weigh most, at most 200, in text order. */
  readonly words: readonly ExplainedWord[];
  /** Sum of the words that are not listed; `baseline`, `words` and this make the margin. */
  readonly otherWords: number;
}

/** A labelled document that resembles a text. */
export interface SimilarDocument {
  readonly name: string;
  /** Its first 300 characters. */
  readonly excerpt: string;
  readonly labels: readonly string[];
  /** Cosine in the model's feature space, at most 1. */
  readonly similarity: number;
}
