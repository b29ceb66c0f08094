/** Raw linear scores of held-out documents with what they should have been. */
export interface RawScores {
  readonly classCount: number;
  readonly rows: number;
  /** rows × classCount. */
  readonly scores: Float32Array;
  /** Ascending class indices by row. */
  readonly expected: readonly (readonly number[])[];
}
