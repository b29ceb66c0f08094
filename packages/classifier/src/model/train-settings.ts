/** What a training run may be told; each has a measured default. */
export interface TrainSettings {
  /**
   * `log`: softmax for single-label, one-vs-rest logistic for multi-label. `squared-hinge`: one-vs-rest support vector
   * machine. `auto`: by kind of task and number of documents.
   */
  readonly loss: 'log' | 'squared-hinge' | 'auto';
  /** scikit-learn's C: larger fits the training texts closer. 0.001…10,000; `auto`: by loss and kind of task. */
  readonly cost: number | 'auto';
  /**
   * Single-label: what a document of a rare class counts more. `mild`: by the square root of how much rarer it is than
   * the average class, `balanced`: by all of it, `auto`: mild when the largest class has over 5 times the smallest.
   */
  readonly classWeights: 'none' | 'mild' | 'balanced' | 'auto';
  /** Passes over the documents at most, 1…100; `auto`: 60,000 visits, but 6…60 passes. */
  readonly epochs: number | 'auto';
  /** A pass in which no dual variable moved further than this is the last. 0…1. */
  readonly tolerance: number;
  /** A feature is kept when at least so many documents have it; `auto`: 2, or 1 below 1,000 documents (multi-label: 200). */
  readonly minDocumentFrequency: number | 'auto';
  /** Weight of the character block against the word block. 0…10. */
  readonly characterScale: number;
}
