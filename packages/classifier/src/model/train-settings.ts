/** The settings of a training. Each has a default that was measured. */
export interface TrainSettings {
  /**
   * `log`: softmax for single-label, one-vs-rest logistic regression for multi-label. `squared-hinge`: a one-vs-rest support
   * vector machine. `auto`: chosen by the kind of task and the number of documents.
   */
  readonly loss: 'log' | 'squared-hinge' | 'auto';
  /** scikit-learn's C: a larger one fits the training texts more closely. 0.001…10,000. `auto`: by loss and kind of task. */
  readonly cost: number | 'auto';
  /**
   * Single-label: how much more a document of a rare class counts. `balanced`: by the factor that its class is rarer than the
   * average class. `mild`: by the square root of that factor. `auto`: `mild` when the largest class has more than 5 times the
   * documents of the smallest, else `none`.
   */
  readonly classWeights: 'none' | 'mild' | 'balanced' | 'auto';
  /** The most passes over the documents, 1…100. `auto`: so many that there are 60,000 visits, but 6…60. */
  readonly epochs: number | 'auto';
  /** The fit ends after a pass in which no dual variable changed by more than this. 0…1. */
  readonly tolerance: number;
  /** A feature is kept when at least so many documents have it, 1…1,000. `auto`: 2; 1 below 1,000 documents (multi-label: 200). */
  readonly minDocumentFrequency: number | 'auto';
  /** The weight of the character block against the word block, which has 1. 0…10. */
  readonly characterScale: number;
  /**
   * How often copies of a text count: `once` all together, or `every` one of them. Copies are texts with the same normal form.
   * What `auto` chooses depends on the number of distinct texts in either case.
   */
  readonly copies: 'once' | 'every';
}
