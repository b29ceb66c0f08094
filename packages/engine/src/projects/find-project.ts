import type { ProjectScope } from '../access/index.ts';
import {
  type Database,
  EngineError,
  isLockTimeout,
  limitLockWait,
  lockFor,
  type Querier,
  type Tx,
} from '../platform/index.ts';
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

/** The longest that a change of data waits for an import: with the rest of its work, it answers within a second. */
const patienceMilliseconds = 800;

/**
 * Does an act in a transaction that holds the project, and says that its data change now (`modifiedAt`). An import holds only
 * what it writes; an act that needs just that gives up after 800 ms. Throws `project/not-found`, `project/importing`.
 */
export async function changeInProject<T>(
  db: Database,
  scope: ProjectScope,
  now: Date,
  act: (tx: Tx, project: Project) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      await limitLockWait(tx, patienceMilliseconds);
      return act(tx, await lockProject(tx, scope, now));
    });
  } catch (error) {
    if (isLockTimeout(error)) throw new EngineError('project/importing', { projectName: scope.projectName });
    throw error;
  }
}

/**
 * The project of a scope, for an import. Until the transaction ends, no other import of the project runs, and its rows are not
 * erased; whoever changes the project or other data of it does not wait. Call `markChanged` at the end.
 */
export async function openForImport(tx: Tx, scope: ProjectScope): Promise<Project> {
  await lockImports(tx, scope);
  return keepProject(tx, scope);
}

/** Until the transaction ends, no other import of a project of this name runs. */
export function lockImports(tx: Tx, { projectName }: ProjectScope): Promise<void> {
  return lockFor(tx, `taxon/projects/import/${projectName}`);
}

/** As `holdProject`, and says that the data of the project change now (`modifiedAt`). */
async function lockProject(tx: Tx, { projectName }: ProjectScope, now: Date): Promise<Project> {
  return found(projectName, await store.touch(tx, projectName, now));
}

function found(projectName: string, project: Project | undefined): Project {
  if (project === undefined) throw new EngineError('project/not-found', { projectName });
  return project;
}
