/** `single`: exactly one class a document. `multi`: any number, also none. */
export type TaskKind = 'single' | 'multi';

/**
 * One labelled text.
 * `id` decides the fold of cross-validation (by hash) and the order of training, so the order of the input does not matter.
 * `labels` are ascending class indices: exactly one for single-label, any number for multi-label.
 */
export interface TrainingDocument {
  readonly id: string;
  readonly text: string;
  readonly language?: string;
  readonly labels: readonly number[];
}
