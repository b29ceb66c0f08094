import type { Actor } from '../access/index.ts';
import type { DeleteProjectOperation } from './delete-project-work.ts';
import type { Project, ProjectClass, ProjectPatch } from './project.ts';

export interface ProjectService {
  /**
   * Changes the project of this name, or creates it when there is none. Both are decided in the transaction that writes,
   * so of several changes at once none is lost, and a project is created once.
   * Throws `input/invalid`, `project/limit`, `project/kind-immutable`, `project/container-immutable`, `access/forbidden`
   * for a container that only projects of others use. `beforeCreate` is called when a project is about to be made and none
   * is changed; what it throws is thrown, and there is no project then.
   */
  createOrChange(
    actor: Actor,
    name: string,
    patch: ProjectPatch,
    beforeCreate?: () => void,
  ): Promise<{ project: Project; created: boolean }>;
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
