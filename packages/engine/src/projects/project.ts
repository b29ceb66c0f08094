import type { Actor } from '../access/index.ts';
import type { AnswerSettings } from '../answering/index.ts';
import type { Patch } from '../platform/index.ts';
import type { DeleteProjectOperation } from './delete-project-operation.ts';

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

export interface ProjectService {
  /**
   * Changes the project of this name, or creates it when there is none. Both are decided in the transaction that writes,
   * so of several changes at once none is lost, and a project is created once.
   * Throws `input/invalid`, `project/limit`, `project/kind-immutable`, `project/container-immutable`, `access/forbidden`
   * for a container that only projects of others use.
   */
  createOrChange(actor: Actor, name: string, patch: ProjectPatch): Promise<{ project: Project; created: boolean }>;
  /** Changes the project of this name and never creates one. Throws `project/not-found`, and as `createOrChange`. */
  change(actor: Actor, name: string, patch: ProjectPatch): Promise<Project>;
  /** Throws `project/not-found`. */
  get(actor: Actor, name: string): Promise<Project>;
  /** One page of the projects that the actor may see, by name. */
  list(actor: Actor, page: { skip: number; top: number }): Promise<readonly Project[]>;
  /** Deletes the project: nobody finds it from now on, and a worker erases its rows. Throws `project/not-found`. */
  requestDelete(actor: Actor, name: string): Promise<DeleteProjectOperation>;
  listClasses(actor: Actor, name: string): Promise<readonly ProjectClass[]>;
  addClass(actor: Actor, name: string, className: string): Promise<void>;
  renameClass(actor: Actor, name: string, from: string, to: string): Promise<void>;
  /** Removes the class and all its labels. */
  removeClass(actor: Actor, name: string, className: string): Promise<void>;
}
