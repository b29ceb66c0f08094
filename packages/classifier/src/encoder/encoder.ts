/**
 * Turns a text into a vector of fixed length, which becomes the dense block of the features. `openEncoder` makes one of a
 * static table of `assets/`. Any object of this shape can be used, for instance a neural network with a cache of vectors.
 */
export interface Encoder {
  /** Says which encoder it is, with its version. A model opens only with the encoder that it was trained with. */
  readonly id: string;
  /** The length of a vector. */
  readonly dimension: number;
  /** ISO 639-1 codes of the languages that it is meant for. */
  readonly languages: readonly string[];
  /** The default weight of the dense block against the word block, which has 1. */
  readonly scale: number;
  readonly licence: string;
  /** Returns texts × dimension numbers. A row has Euclidean length 1, or is 0 when the encoder knows nothing of the text. */
  embed(texts: readonly string[]): Float32Array;
}

/** An encoder whose vector is the normalised sum of the vectors of words. So an explanation can say what each word adds. */
export interface WordEncoder extends Encoder {
  /**
   * Calls `visit` for each piece of a prepared text that the encoder knows: its span in the text, and its vector, which is
   * valid during the call only. Returns the Euclidean length of the sum of the vectors.
   */
  visitPieces(prepared: string, visit: (start: number, end: number, vector: Float32Array) => void): number;
}
