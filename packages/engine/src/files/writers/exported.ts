import type { Project } from '../../projects/index.ts';
import type { Dataset } from '../dataset-of-document.ts';

/** The file formats in which a project's documents go out. */
export const exportFormats = ['azure', 'jsonl', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What a file says of the project itself. */
export interface ExportedProject
  extends Pick<Project, 'name' | 'kind' | 'language' | 'multilingual' | 'description' | 'container' | 'settings'> {
  /** In their order. */
  readonly classes: readonly string[];
}

export interface ExportedDocument {
  readonly name: string;
  readonly text: string;
  /** Its own language; undefined: the project's. */
  readonly language: string | undefined;
  readonly dataset: Dataset | undefined;
  /** In the order of code units. Undefined: nobody has labelled it; empty: it was reviewed and has none of the classes. */
  readonly labels: readonly string[] | undefined;
}

/** Writes the documents of one project as a file: the head, each document, the foot. The same documents give the same text. */
export interface ExportWriter {
  readonly mediaType: string;
  /** With the dot. */
  readonly extension: string;
  readonly head: string;
  document(document: ExportedDocument): string;
  readonly foot: string;
}
