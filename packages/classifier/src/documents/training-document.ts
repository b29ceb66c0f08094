/** `single`: each document has exactly one class. `multi`: it has any number of classes, or none. */
export type TaskKind = 'single' | 'multi';

/** One labelled text. */
export interface TrainingDocument {
  /**
   * Decides the fold of cross-validation (by its hash) and the place in the order of training. So the order of the input
   * does not matter.
   */
  readonly id: string;
  readonly text: string;
  readonly language?: string;
  /** Class indices in ascending order: exactly one for single-label, any number for multi-label. */
  readonly labels: readonly number[];
}
