import type { AnswerSettings } from '../answering/index.ts';
import type { Patch } from '../platform/index.ts';

export const projectKinds = ['single', 'multi'] as const;
export type ProjectKind = (typeof projectKinds)[number];

/** The settings of a project: when a class is answered, and what its trainings are made with. */
export interface ProjectSettings extends Omit<AnswerSettings, 'thresholds'> {
  /** The encoder that models are trained with: a name, or `none`. Undefined: by language. */
  readonly encoder?: string;
  /** The seed of trainings that name none, 0…2^32-1. Undefined: derived from the project's name. */
  readonly seed?: number;
  /** What trainings that say nothing search for. Undefined: `none`. */
  readonly search?: TrainingSearch;
}

export const trainingSearches = ['none', 'auto'] as const;
/** `auto`: other settings than the default are tried by cross-validation, and taken when they are better beyond doubt. */
export type TrainingSearch = (typeof trainingSearches)[number];

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly kind: ProjectKind;
  readonly language: string;
  readonly multilingual: boolean;
  readonly description: string;
  /** The name of a folder container; '' is the built-in container, whose texts are uploaded. */
  readonly container: string;
  readonly settings: ProjectSettings;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly trainedAt: Date | undefined;
  readonly deployedAt: Date | undefined;
}

export interface ProjectClass {
  readonly name: string;
  /** Labelled documents with this class. */
  readonly documents: number;
}

/**
 * A change of a project. Members left out stay, null takes a member back to its default; `settings` is a patch of its
 * own. A project that does not exist yet needs `kind` and `language`; afterwards its kind and container cannot change.
 */
export interface ProjectPatch {
  readonly kind?: ProjectKind;
  /** Changes only while the project has no documents. */
  readonly language?: string;
  readonly container?: string | null;
  readonly multilingual?: boolean | null;
  readonly description?: string | null;
  readonly settings?: Patch<ProjectSettings>;
}
