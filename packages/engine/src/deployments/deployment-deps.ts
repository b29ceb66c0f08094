import type { ProjectScope } from '../access/index.ts';
import type { Operations } from '../operations/index.ts';
import type { Database, Given, ThreadPool, Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';

export interface DeploymentDeps {
  readonly db: Database;
  readonly given: Pick<Given, 'clock' | 'newId'>;
  readonly operations: Operations;
  readonly threads: ThreadPool;
}

/** Runs an act in a transaction during which no other transaction changes the models and deployments of the project. */
export type Change = <T>(scope: ProjectScope, act: (tx: Tx, project: Project) => Promise<T>) => Promise<T>;
