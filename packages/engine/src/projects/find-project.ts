import type { ProjectScope } from '../access/index.ts';
import { EngineError, type Querier, type Tx } from '../platform/index.ts';
import type { Project } from './project.ts';
import * as store from './project-store.ts';

/** The project of a scope; undefined when there is none. */
export function findProject(db: Querier, { projectName }: ProjectScope): Promise<Project | undefined> {
  return store.findByName(db, projectName);
}

/** The project of a scope. Throws `project/not-found`. */
export async function requireProject(db: Querier, { projectName }: ProjectScope): Promise<Project> {
  return found(projectName, await store.findByName(db, projectName));
}

/**
 * As `requireProject`; until the transaction ends, the rows of the project are not erased. For writers that wait for each
 * other in another way, such as those of models and deployments: an import, which holds the project, does not stop them.
 */
export async function keepProject(tx: Tx, { projectName }: ProjectScope): Promise<Project> {
  return found(projectName, await store.keepByName(tx, projectName));
}

/** As `requireProject`; until the transaction ends, no other transaction changes or deletes the project. */
export async function holdProject(tx: Tx, { projectName }: ProjectScope): Promise<Project> {
  return found(projectName, await store.holdByName(tx, projectName));
}

/** As `holdProject`, and says that the data of the project change now (`modifiedAt`). */
export async function lockProject(tx: Tx, { projectName }: ProjectScope, now: Date): Promise<Project> {
  return found(projectName, await store.touch(tx, projectName, now));
}

function found(projectName: string, project: Project | undefined): Project {
  if (project === undefined) throw new EngineError('project/not-found', { projectName });
  return project;
}
