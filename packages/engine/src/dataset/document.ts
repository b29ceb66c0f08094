import type { Dataset } from '../files/index.ts';

export interface Document {
  readonly name: string;
  readonly text: string;
  /** The document's own language, else undefined (the project's counts). */
  readonly language: string | undefined;
  /** Undefined counts as train for labelled documents. */
  readonly dataset: Dataset | undefined;
  readonly labels: readonly { readonly className: string; readonly actor: string; readonly labeledAt: Date }[];
  readonly modifiedAt: Date;
}

export interface DocumentInput {
  readonly name?: string;
  readonly text: string;
  readonly language?: string;
  readonly dataset?: Dataset;
  /** Class names; undefined leaves the document unlabelled. Unknown classes are created. */
  readonly labels?: readonly string[];
}
