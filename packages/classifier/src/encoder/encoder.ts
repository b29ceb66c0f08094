/**
 * Gives a text a vector of fixed length: the dense block of the features. Built in are the static tables of `assets/`
 * (`openEncoder`); anything else with this shape serves as well, for instance a neural network behind a cache of vectors.
 */
export interface Encoder {
  /** Names tables and version; a model is only opened with the encoder it was trained with. */
  readonly id: string;
  /** Length of a vector. */
  readonly dimension: number;
  /** ISO 639-1 codes it is meant for. */
  readonly languages: readonly string[];
  /** Weight of the dense block against the word block. */
  readonly scale: number;
  readonly licence: string;
  /** texts × dimension, each row of Euclidean length 1, or 0 when nothing of the text is known. */
  embed(texts: readonly string[]): Float32Array;
}

/** An encoder whose vector is the normalised sum over words; so a decision can be shared out among them. */
export interface WordEncoder extends Encoder {
  /**
   * Visits the known pieces of a prepared text: span in it, and the vector added (valid during the call only). Returns
   * the length of the sum.
   */
  visitPieces(prepared: string, visit: (start: number, end: number, vector: Float32Array) => void): number;
}
