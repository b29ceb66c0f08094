/** The raw linear scores of held-out documents, and the classes that these documents have. */
export interface RawScores {
  readonly classCount: number;
  readonly rows: number;
  /** rows × classCount, row by row. */
  readonly scores: Float32Array;
  /** By row: the class indices of the document, ascending. */
  readonly expected: readonly (readonly number[])[];
}
