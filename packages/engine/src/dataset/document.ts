import type { Dataset } from '../files/index.ts';

export interface Document {
  readonly name: string;
  readonly text: string;
  /** The document's own language, else undefined (the project's counts). */
  readonly language: string | undefined;
  /** Undefined counts as train for labelled documents. */
  readonly dataset: Dataset | undefined;
  readonly labels: readonly { readonly className: string; readonly actor: string; readonly labeledAt: Date }[];
  /** It has labels, or somebody said that it has none of the classes. False: it is unlabelled. */
  readonly reviewed: boolean;
  readonly modifiedAt: Date;
}

export interface DocumentInput {
  readonly name?: string;
  readonly text: string;
  readonly language?: string;
  readonly dataset?: Dataset;
  /**
   * Class names; unknown classes are created. Undefined leaves the document unlabelled; an empty list says that it has none
   * of the classes of a multi-label project.
   */
  readonly labels?: readonly string[];
}
